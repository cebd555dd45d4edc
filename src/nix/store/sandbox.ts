import { NixError } from "../errors/errors.ts";
import type { Nix } from "../nix.ts";
import { isNixSince } from "../version.ts";

/** Whether builds cannot see a path outside the store: the sandbox is on and no sandbox path is above it. */
export async function hiddenBySandbox(nix: Nix, path: string): Promise<boolean> {
  const settings = await showSettings(nix);
  const enabled = settings["sandbox"] ?? settings["build-use-sandbox"];
  if (enabled === undefined || enabled === false || enabled === "false" || enabled === "disabled")
    return false;
  const shown = settings["sandbox-paths"];
  const paths = Array.isArray(shown) ? shown.map(String) : [];
  return !paths.some((entry) => {
    const target = entry.split("=")[0]!.replace(/\?$/, "");
    return path === target || path.startsWith(`${target}/`);
  });
}

/** Nix's settings by name; values as Nix prints them. */
export async function showSettings(nix: Nix): Promise<Record<string, unknown>> {
  const { stdout } = await nix.byVersion((version) =>
    isNixSince(version, [2, 20])
      ? nix.command("config", ["show", "--json"])
      : nix.command("show-config", ["--json"]),
  );
  try {
    const shown = JSON.parse(stdout) as Record<string, { value?: unknown }>;
    return Object.fromEntries(Object.entries(shown).map(([name, { value }]) => [name, value]));
  } catch {
    throw new NixError("Nix did not print its settings as JSON");
  }
}
