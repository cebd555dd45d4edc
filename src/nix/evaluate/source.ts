import { UsageError } from "../../base/errors.ts";
import { inWorkingTree } from "./mapping.ts";
import { nixString } from "../arguments.ts";
import { withBuildFailures } from "../errors/build-failure.ts";
import { NixError } from "../errors/errors.ts";
import type { Source } from "./flake-ref.ts";
import { once, type Nix } from "../nix.ts";
import { isNixSince } from "../version.ts";
import { workingTreeOf } from "./working-tree.ts";
import { parseNixJson, parseNixSet } from "../json.ts";

/** A source that Nix functions can be applied to. */
export interface OpenSource {
  /** Applies a Nix function to the source's value and gives the result's JSON. Throws NixError. */
  apply(nixFunction: string): Promise<unknown>;
  /** Another way to the same value, for when not even the hosts' names evaluate; null: there is none. */
  alternative(): Promise<OpenSource | null>;
}

/** From here on `REF#.a` names the attribute `a` itself, and not first `packages.<system>.a`. */
const LEADING_DOT = [2, 26];

/** Settles how a source is named on Nix's command line. */
export async function openSource(nix: Nix, source: Source): Promise<OpenSource> {
  if (source.kind === "file") return opened(nix, ["--impure", "--file", source.path], identity);
  if (source.kind === "expr") return opened(nix, ["--impure", "--expr", source.text], identity);
  if (source.ref.startsWith("-"))
    throw new UsageError(`${JSON.stringify(source.ref)} is not a flake reference: it begins with a dash`);
  const { overrideInputs = [] } = nix.settings;
  const inputs = overrideInputs.flatMap(([name, ref]) => ["--override-input", name, ref]);
  // The user's lock file is not ours to write; a dirty tree is theirs to know of.
  const shared = ["--no-write-lock-file", "--option", "warn-dirty", "false", ...inputs];
  const tree = once(() => workingTreeOf(nix, source.ref));
  const inTree: MapError = async (error) => {
    const { location } = error;
    if (location === undefined || error.process?.reason !== "exit") return error;
    const mapping = await tree();
    const file = inWorkingTree(location.file, mapping === null ? [] : [mapping]);
    return file === location.file ? error : error.withLocation({ ...location, file });
  };
  // A Nix that is missing or too old is said first, and not what it makes of the flake.
  await nix.version();
  const dotted = opened(nix, [...shared, `${source.ref}#.nixosConfigurations`], inTree);
  const undotted = opened(nix, [...shared, `${source.ref}#nixosConfigurations`], inTree);
  return {
    apply: (nixFunction) =>
      nix.byVersion((version) => (isNixSince(version, LEADING_DOT) ? dotted : undotted).apply(nixFunction)),
    alternative: async () => {
      const isDotted = isNixSince(await nix.version(), LEADING_DOT);
      return isDotted || inputs.length > 0 ? null : lockedSource(nix, source.ref, inTree);
    },
  };
}

/** Maps a failure to the files that its reader edits, instead of their copies in the store. */
type MapError = (error: NixError) => Promise<NixError>;

const identity: MapError = async (error) => error;

function opened(
  nix: Nix,
  installable: readonly string[],
  mapError: MapError,
  alternative: OpenSource["alternative"] = () => Promise.resolve(null),
): OpenSource {
  return {
    alternative,
    apply: async (nixFunction) => {
      try {
        const { stdout } = await withBuildFailures(nix, () =>
          nix.command("eval", ["--json", ...installable, "--apply", nixFunction]),
        );
        return parseNixJson("eval", stdout);
      } catch (error) {
        throw error instanceof NixError ? await mapError(error) : error;
      }
    },
  };
}

/**
 * The flake through `builtins.getFlake`, which does not look for `packages.<system>.nixosConfigurations` first: that fails
 * where a flake's packages do. Pure evaluation takes a locked reference only, which a dirty tree does not have.
 */
async function lockedSource(nix: Nix, ref: string, mapError: MapError): Promise<OpenSource | null> {
  const { stdout } = await nix.command("flake", ["metadata", "--json", "--no-write-lock-file", ref]);
  const { url, locked } = parseNixSet("flake metadata", stdout) as {
    url?: unknown;
    locked?: { rev?: unknown };
  };
  if (typeof url !== "string") return null;
  // The metadata of a dirty tree has a hash, too.
  const isLocked = locked?.rev !== undefined || /[?&]narHash=/.test(url);
  const expression = `(builtins.getFlake ${nixString(url)}).nixosConfigurations`;
  return opened(nix, [...(isLocked ? [] : ["--impure"]), "--expr", expression], mapError);
}
