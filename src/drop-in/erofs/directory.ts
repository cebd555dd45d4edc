import { BLOCK } from "./format.ts";

/** A name in a directory: the number of its inode and its kind, as linux/fs_types.h counts (1 file, 2 directory, 7 link). */
export interface Entry {
  name: Uint8Array;
  inode: bigint;
  type: number;
}

const ENTRY_SIZE = 12;

/** Which entries go into which block: as many as fit, in order. */
function blocksOf<T extends { name: Uint8Array }>(entries: readonly T[]): T[][] {
  const blocks: T[][] = [];
  let used = BLOCK;
  for (const entry of entries) {
    const size = ENTRY_SIZE + entry.name.length;
    if (used + size > BLOCK) {
      blocks.push([]);
      used = 0;
    }
    blocks.at(-1)!.push(entry);
    used += size;
  }
  return blocks;
}

const sizeOf = (entries: readonly { name: Uint8Array }[]) =>
  entries.reduce((size, { name }) => size + ENTRY_SIZE + name.length, 0);

/** The size of a directory's data in bytes; the names in byte order, `.` and `..` among them. */
export function directorySize(entries: readonly { name: Uint8Array }[]): number {
  const blocks = blocksOf(entries);
  return (blocks.length - 1) * BLOCK + sizeOf(blocks.at(-1)!);
}

/** A directory's data: per block the table of its entries and then their names (Linux, fs/erofs/erofs_fs.h, erofs_dirent). */
export function directoryData(entries: readonly Entry[]): Uint8Array {
  const data = new Uint8Array(directorySize(entries));
  const view = new DataView(data.buffer);
  blocksOf(entries).forEach((block, i) => {
    const start = i * BLOCK;
    let nameAt = block.length * ENTRY_SIZE;
    block.forEach(({ name, inode, type }, j) => {
      const at = start + j * ENTRY_SIZE;
      view.setBigUint64(at, inode, true);
      view.setUint16(at + 8, nameAt, true);
      view.setUint8(at + 10, type);
      data.set(name, start + nameAt);
      nameAt += name.length;
    });
  });
  return data;
}
