import { parseNixSet, setOf } from "./json.ts";
import type { Nix } from "./nix.ts";
import { isNixSince } from "./version.ts";

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
  const command: [string, string[]] = isNixSince(await nix.version(), [2, 20])
    ? ["config", ["show", "--json"]]
    : ["show-config", ["--json"]];
  const { stdout } = await nix.command(...command);
  const shown = parseNixSet(command[0], stdout);
  return Object.fromEntries(
    Object.entries(shown).map(([name, setting]) => [name, setOf(setting, command[0])["value"]]),
  );
}
