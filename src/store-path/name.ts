import { nameOf } from "./store-path.ts";

/** What a store path's name says. */
export interface StoreName {
  /** The package, with its output where that is named: `openssl`, `openssl-bin`. */
  name: string;
  /** Empty where there is none. */
  version: string;
}

const OUTPUT = /-(bin|data|debug|dev|devdoc|doc|info|lib|man|nss|out|static|terminfo)$/;

/**
 * Splits the name of a store path as Nix does (`builtins.parseDrvName`): the version begins at the first dash that no letter
 * follows. An output's name at the end belongs to the package, since outputs of one package change together.
 */
export function storeName(path: string): StoreName {
  const base = nameOf(path);
  const at = base.search(/-[^A-Za-z]/);
  if (at < 0) return { name: base, version: "" };
  const version = base.slice(at + 1);
  const output = OUTPUT.exec(version)?.[0] ?? "";
  return { name: base.slice(0, at) + output, version: version.slice(0, version.length - output.length) };
}
