import { relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { attempt } from "./attempt.ts";
import type { Nix } from "../nix.ts";
import { parseNixSet } from "../json.ts";
import { before } from "../../base/ends.ts";

/** The copy of a flake that was evaluated, and the directory of this machine that it was made from. */
export interface WorkingTree {
  /** Such as `/nix/store/…-source`. */
  storePath: string;
  /** Relative to the current directory where it lies below that ("": it is that), else absolute. */
  workingTree: string;
}

/** Flakes of this machine as people name them; anything else need not be asked for. */
const LOCAL = /^(?:path:|git\+file:|\.|\/)/;

/**
 * Where the files of a local flake lie outside of the store. Null for a flake from elsewhere, or of a revision, which need not be
 * what lies there; and where Nix does not know.
 */
export async function workingTreeOf(nix: Nix, ref: string): Promise<WorkingTree | null> {
  if (!LOCAL.test(ref)) return null;
  const answer = await attempt(() =>
    nix.command("flake", [
      "metadata",
      "--json",
      "--no-write-lock-file",
      "--option",
      "warn-dirty",
      "false",
      ref,
    ]),
  );
  if ("failure" in answer) return null;
  const { path, original } = parseNixSet("flake metadata", answer.value.stdout) as Metadata;
  if (typeof path !== "string" || original?.rev !== undefined || original?.ref !== undefined) return null;
  const cwd = nix.settings.cwd ?? process.cwd();
  const directory = directoryOf(original ?? {}, cwd);
  if (directory === null) return null;
  const below = relative(cwd, directory);
  return { storePath: path, workingTree: below.startsWith("..") ? directory : below };
}

/** What `nix flake metadata --json` says, as far as it is read here: the same from Nix 2.8 to 2.34. */
interface Metadata {
  path?: unknown;
  original?: { type?: unknown; path?: unknown; url?: unknown; rev?: unknown; ref?: unknown };
}

function directoryOf({ type, path, url }: NonNullable<Metadata["original"]>, cwd: string): string | null {
  if (type === "path" && typeof path === "string") return resolve(cwd, path);
  if (type !== "git" || typeof url !== "string" || !url.startsWith("file:")) return null;
  return fileURLToPath(before(url, "?"));
}
