import { baseName, isBelow, parentOf } from "../base/paths.ts";

declare const isStorePath: unique symbol;

/** The path of one entry of a Nix store, `/nix/store/<hash>-<name>`, with nothing below it. */
export type StorePath = string & { readonly [isStorePath]: true };

/** Where a store is unless its Nix was built or configured for another place (`builtins.storeDir`). */
export const STORE_DIR = "/nix/store";

/** The digits of Nix's base 32, which has no e, o, t and u; for a class of a regular expression. */
export const HASH_DIGITS = "0-9a-df-np-sv-z";

/** Length of the hash part in a store path. */
export const HASH_LENGTH = 32;

/** The hash part, for larger expressions. */
export const HASH = `[${HASH_DIGITS}]{${HASH_LENGTH}}`;

/** What Nix allows in a name (`checkName` of its store). */
export const NAME = "[\\w+.?=-]+";

const ENTRY = new RegExp(`^${HASH}-`);
const WHOLE_ENTRY = new RegExp(`^${HASH}-${NAME}$`);
const BELOW_ANY = new RegExp(`^.*?/${HASH}-${NAME}(?=/|$)`, "s");

/**
 * The store path that a text is as a whole; null for everything else, and for a path below one. Without `storeDir`, that of any
 * store.
 */
export function parseStorePath(text: string, storeDir?: string): StorePath | null {
  const directory = parentOf(text);
  const isEntry = directory.startsWith("/") && WHOLE_ENTRY.test(baseName(text));
  return isEntry && (storeDir === undefined || directory === storeDir) ? (text as StorePath) : null;
}

/**
 * The store path that a path is or lies below; null for paths outside of the store. Without `storeDir`, the first directory that
 * looks like an entry of some store.
 */
export function ownerOf(path: string, storeDir?: string): StorePath | null {
  if (!path.startsWith("/")) return null;
  if (storeDir === undefined) return (BELOW_ANY.exec(path)?.[0] ?? null) as StorePath | null;
  if (!isBelow(path, storeDir) || path === storeDir) return null;
  const end = path.indexOf("/", storeDir.length + 1);
  return parseStorePath(end < 0 ? path : path.slice(0, end), storeDir);
}

/** The hash part of a store path; null for everything else, and for a path below one. */
export function hashPart(path: string): string | null {
  return path.includes("/") && ENTRY.test(baseName(path)) ? baseName(path).slice(0, HASH_LENGTH) : null;
}

/** The name of a store path without its hash, such as `curl-8.5.0-bin`; of another path its last part. */
export function nameOf(path: string): string {
  return baseName(path).replace(ENTRY, "");
}

/** A path for people: in the store without directory and hash, `curl-8.5.0-bin/bin/curl`; another one as it is. */
export function shortName(path: string, storeDir?: string): string {
  const owner = ownerOf(path, storeDir);
  return owner === null ? path : nameOf(owner) + path.slice(owner.length);
}

/** The directory of the store that paths are in, by the first one that is a store path; STORE_DIR where none is. */
export function storeDirOf(paths: Iterable<string>): string {
  for (const path of paths) if (parseStorePath(path) !== null) return parentOf(path);
  return STORE_DIR;
}

/** Whether a store path is that of a derivation, a `.drv` file. */
export const isDerivation = (path: string): boolean => path.endsWith(".drv");
