import { ConfinedUnitsError, UsageError } from "../core/errors.ts";
import { nixString } from "./arguments.ts";
import { withBuildFailures } from "./build-failure.ts";
import type { Source } from "./flake-ref.ts";
import type { Nix } from "./nix.ts";
import { isNixSince } from "./version.ts";

/** A source that Nix functions can be applied to. */
export interface OpenSource {
  /** Applies a Nix function to the source's value and gives the result's JSON. Throws NixError. */
  apply(nixFunction: string): Promise<unknown>;
  /** Another way to the same value, for when even the hosts' names cannot be had; null: there is none. */
  alternative(): Promise<OpenSource | null>;
}

/** From here on `REF#.a` names the attribute `a` itself, and not first `packages.<system>.a`. */
const LEADING_DOT = [2, 26];

/** Settles how a source is named on Nix's command line. */
export async function openSource(nix: Nix, source: Source): Promise<OpenSource> {
  if (source.kind === "file") return opened(nix, ["--impure", "--file", source.path]);
  if (source.kind === "expr") return opened(nix, ["--impure", "--expr", source.text]);
  if (source.ref.startsWith("-"))
    throw new UsageError(`${JSON.stringify(source.ref)} is no flake reference: it begins with a dash`);
  const { overrideInputs = [] } = nix.settings;
  const inputs = overrideInputs.flatMap(([name, ref]) => ["--override-input", name, ref]);
  // The user's lock file is not ours to write; a dirty tree is theirs to know of.
  const shared = ["--no-write-lock-file", "--option", "warn-dirty", "false", ...inputs];
  if (isNixSince(await nix.version(), LEADING_DOT))
    return opened(nix, [...shared, `${source.ref}#.nixosConfigurations`]);
  const locked = () => (inputs.length > 0 ? Promise.resolve(null) : lockedSource(nix, source.ref));
  return opened(nix, [...shared, `${source.ref}#nixosConfigurations`], locked);
}

function opened(
  nix: Nix,
  installable: readonly string[],
  alternative: OpenSource["alternative"] = () => Promise.resolve(null),
): OpenSource {
  return {
    alternative,
    apply: async (nixFunction) => {
      const { stdout } = await withBuildFailures(nix, () =>
        nix.command("eval", ["--json", ...installable, "--apply", nixFunction]),
      );
      return parseJson(stdout);
    },
  };
}

/**
 * The flake through `builtins.getFlake`, which does not look for `packages.<system>.nixosConfigurations` first: that fails
 * where a flake's packages do. Pure evaluation takes a locked reference only, which a dirty tree does not have.
 */
async function lockedSource(nix: Nix, ref: string): Promise<OpenSource | null> {
  const { stdout } = await nix.command("flake", ["metadata", "--json", "--no-write-lock-file", ref]);
  const { url, locked } = Object(parseJson(stdout)) as {
    url?: unknown;
    locked?: { narHash?: unknown; rev?: unknown };
  };
  if (typeof url !== "string") return null;
  const isLocked = locked?.narHash !== undefined || locked?.rev !== undefined;
  return opened(nix, [
    ...(isLocked ? [] : ["--impure"]),
    "--expr",
    `(builtins.getFlake ${nixString(url)}).nixosConfigurations`,
  ]);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new ConfinedUnitsError(
      "nix",
      `Nix printed something else than JSON: ${JSON.stringify(text.slice(0, 80))}`,
      { cause },
    );
  }
}
