import { ownerOf } from "../../store-path/store-path.ts";
import { baseName } from "../../base/paths.ts";

/** What a program asked for and did not get. */
export interface MissingAccess {
  path: string;
  kind: AccessKind;
  times: number;
}

/** `optional`: what programs look for as a rule and can do without. */
export type AccessKind =
  | "store path"
  | "program"
  | "library"
  | "configuration"
  | "device or API"
  | "other"
  | "optional";

const CALL =
  /^(?:\d+ +)?(\w+)\((?:AT_FDCWD, |\d+(?:<[^>]*>)?, )?"((?:[^"\\]|\\.)*)".*= (-1 (ENOENT|ENOTDIR|EACCES)\b|\d+|0)/;

/** Reads what strace wrote, from the start of this program on: before it, bubblewrap looks for things of its own. */
export function missingAccesses(trace: string, program: string): MissingAccess[] {
  const missed = new Map<string, number>();
  const found = new Set<string>();
  let isInside = false;
  for (const line of trace.split("\n")) {
    const [, call, written, outcome] = CALL.exec(line) ?? [];
    if (call === undefined || written === undefined) continue;
    const path = unescaped(written);
    if (!isInside) isInside = call === "execve" && path === program;
    if (!isInside || path === "") continue;
    if (outcome!.startsWith("-1")) missed.set(path, (missed.get(path) ?? 0) + 1);
    else found.add(path);
  }
  // What came about later, such as a file that the program then made, was not missing; nor what another directory had.
  const foundNames = new Set([...found].map((path) => `${kindOf(path)} ${baseName(path)}`));
  return [...missed]
    .map(([path, times]): MissingAccess => ({ path, times, kind: kindOf(path) }))
    .filter(({ path, kind }) => {
      const isSearched = kind === "program" || kind === "library";
      return !found.has(path) && !(isSearched && foundNames.has(`${kind} ${baseName(path)}`));
    });
}

/** strace(1) writes what is not ASCII, byte by byte, as in C. */
function unescaped(text: string): string {
  if (!text.includes("\\")) return text;
  const letters: Record<string, number> = { n: 10, t: 9, r: 13, v: 11, f: 12, '"': 34, "\\": 92 };
  const parts = text.match(/\\[0-7]{1,3}|\\.|[^\\]/gsu) ?? [];
  const bytes = parts.map((part) => {
    if (!part.startsWith("\\")) return part.charCodeAt(0);
    return letters[part[1]!] ?? Number.parseInt(part.slice(1), 8);
  });
  return new TextDecoder().decode(Uint8Array.from(bytes));
}

const OPTIONAL =
  /^\/etc\/(?:ld\.so\.(?:preload|cache)|busybox\.conf|malloc\.conf|selinux\/config|terminfo\/.*|inputrc)$|^\/(?:proc\/(?:self\/exe|filesystems|sys\/vm\/overcommit_memory)|sys\/fs\/selinux|selinux|dev\/tty)$|\/etc\/ld\.so\.(?:preload|cache)$|\/(?:glibc-hwcaps|tls|haswell|x86_64)(?:\/|$)|gconv-modules\.cache$/;

function kindOf(path: string): AccessKind {
  if (OPTIONAL.test(path)) return "optional";
  if (/\.so(\.\d+)*$/.test(path)) return "library";
  if (/\/s?bin\/[^/]+$/.test(path)) return "program";
  if (ownerOf(path) !== null) return "store path";
  if (/^\/(dev|proc|sys)(\/|$)/.test(path)) return "device or API";
  return /^\/etc(\/|$)/.test(path) ? "configuration" : "other";
}
