import { HASH, NAME, STORE_DIR, type StorePath } from "./store-path.ts";

const patterns = new Map<string, RegExp>();

/** The store paths that stand in a text, each once and in their order, without what follows below them. */
export function storePathsIn(text: string, storeDir: string = STORE_DIR): StorePath[] {
  let pattern = patterns.get(storeDir);
  if (pattern === undefined) {
    const directory = storeDir.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&");
    patterns.set(storeDir, (pattern = new RegExp(`${directory}/${HASH}-${NAME}`, "g")));
  }
  return [...new Set(text.match(pattern) ?? [])] as StorePath[];
}

const PREFIX = new RegExp(`/${HASH}-`, "g");

/** A text in which hashes of store paths are left out, so that what was only built again is equal. */
export function withoutHashes(text: string): string {
  return text.replace(PREFIX, "/");
}

/** What cannot be part of a store's directory where a text names it. */
const ENDS_DIRECTORY = /[\s"':=]/;

/** A text for people: for the directory and the hash of each store path, of any store, stands `instead`. */
export function abbreviated(text: string, instead: string): string {
  let shown = "";
  let done = 0;
  for (const { index, 0: found } of text.matchAll(PREFIX)) {
    let start = index;
    while (start > done && !ENDS_DIRECTORY.test(text[start - 1]!)) start--;
    // Below a store path that has just been shown, it is a name like any other.
    if (start === done && done > 0) continue;
    shown += text.slice(done, start) + instead;
    done = index + found.length;
  }
  return shown + text.slice(done);
}
