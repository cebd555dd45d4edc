/** The file system EROFS as Linux reads it (fs/erofs/erofs_fs.h): little endian, uncompressed, no optional feature. */
export const BLOCK = 4096;

/** Inodes are numbered by their place in units of so many bytes. */
export const SLOT = 32;

export const SUPERBLOCK_AT = 1024;
const SUPERBLOCK_SIZE = 128;

/** Where inodes begin: right behind the superblock. */
export const FIRST_INODE_AT = SUPERBLOCK_AT + SUPERBLOCK_SIZE;

const INODE_SIZE = 64;
const MAGIC = 0xe0f5e1e2;
const PREFIX_TRUSTED = 4;

/** What Nix gives every file of its store. */
const MTIME = 1n;

export interface Superblock {
  root: number;
  inodes: number;
  blocks: number;
}

export function superblock({ root, inodes, blocks }: Superblock): Uint8Array {
  const bytes = new Uint8Array(SUPERBLOCK_SIZE);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, MAGIC, true);
  view.setUint8(12, Math.log2(BLOCK));
  view.setUint16(14, root, true);
  view.setBigUint64(16, BigInt(inodes), true);
  view.setBigUint64(24, MTIME, true);
  view.setUint32(36, blocks, true);
  return bytes;
}

export interface Inode {
  mode: number;
  links: number;
  size: number;
  number: number;
  /** The first block of its data; null where the data follows the inode (and is then shorter than a block). */
  block: number | null;
  attributes: Uint8Array;
}

/** The long form of an inode, with its extended attributes. */
export function inode({ mode, links, size, number, block, attributes }: Inode): Uint8Array {
  const bytes = new Uint8Array(INODE_SIZE + attributes.length);
  const view = new DataView(bytes.buffer);
  const layout = block === null ? 2 : 0;
  view.setUint16(0, 1 | (layout << 1), true);
  view.setUint16(2, attributes.length === 0 ? 0 : 1 + (attributes.length - 12) / 4, true);
  view.setUint16(4, mode, true);
  view.setBigUint64(8, BigInt(size), true);
  view.setUint32(16, block ?? 0, true);
  view.setUint32(20, number, true);
  view.setBigUint64(32, MTIME, true);
  view.setUint32(44, links, true);
  bytes.set(attributes, INODE_SIZE);
  return bytes;
}

/** Extended attributes below `trusted.` as they stand behind an inode; nothing for none. */
export function trustedAttributes(attributes: Readonly<Record<string, string>>): Uint8Array {
  const encoder = new TextEncoder();
  const entries = Object.entries(attributes).map(([name, value]) => {
    const [key, content] = [encoder.encode(name), encoder.encode(value)];
    const bytes = new Uint8Array(padded(4 + key.length + content.length, 4));
    const view = new DataView(bytes.buffer);
    view.setUint8(0, key.length);
    view.setUint8(1, PREFIX_TRUSTED);
    view.setUint16(2, content.length, true);
    bytes.set(key, 4);
    bytes.set(content, 4 + key.length);
    return bytes;
  });
  if (entries.length === 0) return new Uint8Array();
  const all = new Uint8Array(12 + entries.reduce((size, entry) => size + entry.length, 0));
  let at = 12;
  for (const entry of entries) {
    all.set(entry, at);
    at += entry.length;
  }
  return all;
}

export const padded = (size: number, unit: number) => Math.ceil(size / unit) * unit;

/** The size of an inode with so many bytes of attributes. */
export const inodeSize = (attributes: Uint8Array) => INODE_SIZE + attributes.length;
