import { realpathSync, statSync } from "node:fs";
import { dirname } from "node:path";
import { openSources, type Sources } from "../nix-source/sources.ts";
import { workingTrees } from "./hosts.ts";
import type { SourceArguments } from "./options.ts";
import type { Session } from "./session.ts";

/** The Nix files that hosts come from. */
export interface SourceFiles {
  /** The directory that the user works in; null: it is elsewhere, or there is none. */
  directory: string | null;
  sources: Sources;
}

/** Finds the files of what the command line names. */
export async function openSourceFiles(session: Session, args: SourceArguments): Promise<SourceFiles> {
  const trees = await workingTrees(session, args);
  const [tree] = trees;
  const directory =
    args.file !== undefined
      ? directoryOfFile(args.file)
      : tree === undefined
        ? null
        : tree.workingTree || ".";
  return { directory, sources: openSources(session.parser, trees) };
}

/** A file holds a host or hosts itself, or stands for its directory. */
function directoryOfFile(file: string): string | null {
  try {
    const path = realpathSync(file);
    return statSync(path).isDirectory() ? path : dirname(path);
  } catch {
    return null;
  }
}
