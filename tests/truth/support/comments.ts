import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const SERVICES = join(import.meta.dirname, "../services");

/** What services do, from the comment above each, and their group, by name. */
export function servicesWritten(): Map<string, { group: string; does: string }> {
  const written = new Map<string, { group: string; does: string }>();
  for (const file of readdirSync(SERVICES).toSorted()) {
    const text = readFileSync(join(SERVICES, file), "utf8");
    for (const [, does, name] of text.matchAll(/^ {2}# (.+)\n {2}"?([\w-]+@?)"? =/gm))
      written.set(name!, { group: file.replace(/\.nix$/, ""), does: does! });
  }
  return written;
}
