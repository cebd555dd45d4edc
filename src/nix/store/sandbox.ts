import type { Nix } from "../nix.ts";
import { isNixSince } from "../version.ts";
import { parseNixSet, setOf } from "../json.ts";

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
  const { command, stdout } = await nix.byVersion(async (version) => {
    const [name, ...rest] = isNixSince(version, [2, 20])
      ? (["config", "show", "--json"] as const)
      : (["show-config", "--json"] as const);
    return { command: name, ...(await nix.command(name, rest)) };
  });
  return Object.fromEntries(
    Object.entries(parseNixSet(command, stdout)).map(([name, setting]) => [
      name,
      setOf(setting, command)["value"],
    ]),
  );
}
