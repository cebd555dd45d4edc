import { lstatSync, readlinkSync, realpathSync } from "node:fs";
import { ConfinedUnitsError } from "../base/errors.ts";

/** As many symlinks as the kernel follows on the way along one path (path_resolution(7)); realpath(3) stops there as well. */
const KERNEL_LIMIT = 40;

/** What `readlink -e` of coreutils prints. */
export interface Resolved {
  path: string;
  /** More symlinks than the kernel follows lie on the way. */
  isTooLong: boolean;
}

/**
 * Resolves an absolute path as `readlink -e` of coreutils does, which follows any number of symlinks. Throws the errors of Node where a part
 * is missing (ENOENT), is not a directory (ENOTDIR), or where symlinks are cyclic (ELOOP), and ConfinedUnitsError for a name that is
 * not UTF-8.
 */
export function readlink(path: string): Resolved {
  try {
    return { path: decoded(realpathSync.native(path, "buffer")), isTooLong: false };
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "ELOOP")) throw error;
    const { bytes, links } = walk(bytesOf(path), error);
    return { path: decoded(Buffer.from(bytes, "latin1")), isTooLong: links > KERNEL_LIMIT };
  }
}

/** Each byte as the character of the same number, so that a name need not be UTF-8. */
const bytesOf = (path: string) => Buffer.from(path).toString("latin1");

/** What is still ahead on the way: a name, or the end of a symlink that is being followed. */
type Step = { name: string } | { end: string };

/** `circle` is thrown where following a symlink needs that symlink itself. */
function walk(path: string, circle: Error): { bytes: string; links: number } {
  const ahead: Step[] = namesOf(path);
  const open = new Set<string>();
  // A symlink that is met again is not followed again: the way could otherwise double with each.
  const known = new Map<string, string>();
  let links = 0;
  let at = "";
  for (let step = ahead.pop(); step !== undefined; step = ahead.pop()) {
    if ("end" in step) {
      open.delete(step.end);
      known.set(step.end, at);
      continue;
    }
    const { name } = step;
    if (name === "" || name === "." || name === "..") {
      lstatSync(Buffer.from(`${at}/.`, "latin1"));
      if (name === "..") at = at.slice(0, Math.max(at.lastIndexOf("/"), 0));
      continue;
    }
    const next = `${at}/${name}`;
    if (!lstatSync(Buffer.from(next, "latin1")).isSymbolicLink()) {
      at = next;
      continue;
    }
    links++;
    const before = known.get(next);
    if (before !== undefined) {
      at = before;
      continue;
    }
    if (open.has(next)) throw circle;
    open.add(next);
    const target = readlinkSync(Buffer.from(next, "latin1"), "latin1");
    ahead.push({ end: next }, ...namesOf(target));
    if (target.startsWith("/")) at = "";
  }
  return { bytes: at === "" ? "/" : at, links };
}

/** In the order of a stack. A slash at the end asks for a directory, as an empty name does here. */
const namesOf = (path: string): Step[] =>
  path
    .split("/")
    .map((name) => ({ name }))
    .slice(path.startsWith("/") ? 1 : 0)
    .toReversed();

function decoded(bytes: Buffer): string {
  const text = bytes.toString("utf8");
  if (Buffer.from(text).equals(bytes)) return text;
  const shown = bytes
    .toString("latin1")
    .replace(/[^\x20-\x7e]/g, (byte) => `\\x${byte.charCodeAt(0).toString(16).padStart(2, "0")}`);
  throw new ConfinedUnitsError(
    "service-refused",
    `${shown} would be bound, and it is not UTF-8, so systemd ignores the line that names it`,
    {
      hint: "rename the file that the symlink points to",
    },
  );
}
