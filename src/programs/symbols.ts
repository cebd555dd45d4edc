import type { StoreFiles } from "./port.ts";

/** Names of dynamic symbols stand near the head of a file; what is larger is searched so far, in bytes. */
export const SEARCHED = 2 * 1024 * 1024;

/** Those of these C functions that an ELF file asks its libraries for, by the names in its string table. */
export function functionsIn(
  path: string,
  names: readonly string[],
  files: Pick<StoreFiles, "read">,
): string[] {
  const bytes = files.read(path, 0, SEARCHED);
  if (bytes === null) return [];
  const text = new TextDecoder("latin1").decode(bytes);
  return names.filter((name) => text.includes(`\0${name}\0`));
}
