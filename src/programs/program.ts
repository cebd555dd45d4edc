import { elfOf, type Elf } from "./elf.ts";
import { pagedReader } from "./paged.ts";
import type { FileFacts, StoreFiles } from "./port.ts";
import { SHEBANG_BYTES, shebangOf, type Shebang } from "./shebang.ts";
import { walk } from "./walk.ts";

/** A file that is, or may be, started. */
export interface Program {
  /** Where it really is, behind all symlinks. */
  path: string;
  kind: "elf" | "script" | "other";
  elf: Elf | null;
  shebang: Shebang | null;
  executable: boolean;
  setuid: boolean;
  setgid: boolean;
  /** In bytes. */
  size: number;
  /** Part of a sentence about a header that is broken. */
  problem: string | null;
}

/** What starting this path would start; null: there is no file. */
export function programAt(path: string, files: StoreFiles): Program | null {
  const walked = walk(path, files);
  if (walked.outcome !== "found") return null;
  const facts = files.stat(walked.path);
  if (facts?.kind !== "file") return null;
  const read = pagedReader(files, walked.path);
  const elf = elfOf(read);
  const shebang = elf === null ? shebangOf(read(0, SHEBANG_BYTES)) : null;
  return {
    path: walked.path,
    kind: elf !== null ? "elf" : shebang !== null ? "script" : "other",
    elf: elf === null || "problem" in elf ? null : elf,
    shebang: shebang === null || "problem" in shebang ? null : shebang,
    ...modeOf(facts),
    size: facts.size,
    problem: problemIn(elf) ?? problemIn(shebang),
  };
}

function modeOf({ mode }: FileFacts) {
  return {
    executable: (mode & 0o111) !== 0,
    setuid: (mode & 0o4000) !== 0,
    setgid: (mode & 0o2000) !== 0,
  };
}

function problemIn(facts: object | null): string | null {
  return facts !== null && "problem" in facts ? String(facts.problem) : null;
}

const DIRECTORIES = ["bin", "sbin", "libexec"];

/** The paths of all files and symlinks directly in `bin`, `sbin` and `libexec` of a store path, ascending. */
export function programsIn(storePath: string, files: Pick<StoreFiles, "list">): string[] {
  return DIRECTORIES.flatMap((directory) => {
    const path = `${storePath}/${directory}`;
    return (files.list(path) ?? []).map((name) => `${path}/${name}`);
  });
}
