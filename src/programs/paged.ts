import type { ReadBytes } from "./bytes.ts";
import type { StoreFiles } from "./port.ts";

const PAGE = 64 * 1024;

/** Reads a file page by page, each once; what cannot be read is empty. */
export function pagedReader(files: Pick<StoreFiles, "read">, path: string): ReadBytes {
  const pages = new Map<number, Uint8Array>();
  const page = (index: number): Uint8Array => {
    const known = pages.get(index);
    if (known !== undefined) return known;
    const bytes = files.read(path, index * PAGE, PAGE) ?? new Uint8Array();
    pages.set(index, bytes);
    return bytes;
  };
  return (offset, length) => {
    const first = Math.floor(offset / PAGE);
    const start = offset - first * PAGE;
    if (start + length <= PAGE) return page(first).subarray(start, start + length);
    return files.read(path, offset, length) ?? new Uint8Array();
  };
}
