import { directoryData, directorySize, type Entry } from "./directory.ts";
import {
  BLOCK,
  FIRST_INODE_AT,
  inode,
  inodeSize,
  padded,
  SLOT,
  superblock,
  SUPERBLOCK_AT,
  trustedAttributes,
} from "./format.ts";
import type { Directory, ImageNode } from "./node.ts";

/** What stands where in an image: bytes, or the content of a file that the writer copies. */
interface Piece {
  at: number;
  bytes: Uint8Array | { source: string; size: number };
}

/** An image, before it is written: its pieces ascending, all between them zero. */
export interface Image {
  size: number;
  pieces: Piece[];
}

interface Placed {
  node: ImageNode;
  parent: Placed | null;
  children: { name: Uint8Array; placed: Placed }[];
  attributes: Uint8Array;
  /** Of its data, in bytes. */
  size: number;
  number: number;
  at: number;
  /** Null where the data follows the inode. */
  block: number | null;
}

/** Longer data gets blocks of its own; shorter is read together with its inode. */
const INLINE_MOST = BLOCK / 2;

const KINDS = {
  file: { type: 1, mode: 0o100000 },
  directory: { type: 2, mode: 0o040000 },
  link: { type: 7, mode: 0o120000 },
};

const encoder = new TextEncoder();

/** Lays out an image with this root. The same tree gives the same bytes, in whatever order its entries come. */
export function layOut(root: Directory): Image {
  const all: Placed[] = [];
  const top = collect(root, null, all);
  let at = FIRST_INODE_AT;
  for (const placed of all) {
    const size = inodeSize(placed.attributes) + (isInline(placed) ? placed.size : 0);
    // What follows an inode must lie in one block with it.
    if ((at % BLOCK) + size > BLOCK) at = padded(at, BLOCK);
    placed.at = at;
    at = padded(at + size, SLOT);
  }
  let block = padded(at, BLOCK) / BLOCK;
  for (const placed of all) {
    if (isInline(placed)) continue;
    placed.block = block;
    block += Math.ceil(placed.size / BLOCK);
  }
  const head = superblock({ root: top.at / SLOT, inodes: all.length, blocks: block });
  const inodes = all.map((placed) => ({ at: placed.at, bytes: inodeOf(placed) }));
  const data = all.filter((placed) => placed.size > 0).map(dataOf);
  const pieces = [{ at: SUPERBLOCK_AT, bytes: head }, ...inodes, ...data];
  return { size: block * BLOCK, pieces: pieces.toSorted((a, b) => a.at - b.at) };
}

const isInline = ({ size }: Placed) => size <= INLINE_MOST;

function collect(node: ImageNode, parent: Placed | null, all: Placed[]): Placed {
  const attributes = trustedAttributes(node.kind === "directory" ? (node.trusted ?? {}) : {});
  const placed: Placed = {
    node,
    parent,
    children: [],
    attributes,
    size: 0,
    number: all.length + 1,
    at: 0,
    block: null,
  };
  all.push(placed);
  if (node.kind === "directory") {
    const entries = [...node.entries].map(([name, child]) => ({ name: encoder.encode(name), child }));
    for (const { name, child } of entries.toSorted((a, b) => byBytes(a.name, b.name)))
      placed.children.push({ name, placed: collect(child, placed, all) });
    placed.size = directorySize(entriesOf(placed));
  } else placed.size = node.kind === "link" ? encoder.encode(node.target).length : node.size;
  return placed;
}

/** With `.` and `..`, in byte order. */
function entriesOf(placed: Placed): Entry[] {
  const own = placed.children.map(({ name, placed: child }) => entry(name, child));
  const dots = [entry(encoder.encode("."), placed), entry(encoder.encode(".."), placed.parent ?? placed)];
  return [...dots, ...own].toSorted((a, b) => byBytes(a.name, b.name));
}

function entry(name: Uint8Array, { at, node }: Placed): Entry {
  return { name, inode: BigInt(at / SLOT), type: KINDS[node.kind].type };
}

function inodeOf({ node, children, attributes, size, number, block }: Placed): Uint8Array {
  const isDirectory = node.kind === "directory";
  const permissions = node.kind === "link" ? 0o777 : isDirectory || node.executable ? 0o555 : 0o444;
  const directories = children.filter(({ placed }) => placed.node.kind === "directory").length;
  const links = isDirectory ? 2 + directories : 1;
  return inode({ mode: KINDS[node.kind].mode | permissions, links, size, number, block, attributes });
}

function dataOf(placed: Placed): Piece {
  const { node, size, block, attributes } = placed;
  const at = block === null ? placed.at + inodeSize(attributes) : block * BLOCK;
  if (node.kind === "directory") return { at, bytes: directoryData(entriesOf(placed)) };
  if (node.kind === "link") return { at, bytes: encoder.encode(node.target) };
  return { at, bytes: "source" in node.content ? { source: node.content.source, size } : node.content };
}

function byBytes(a: Uint8Array, b: Uint8Array): number {
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i++) if (a[i] !== b[i]) return a[i]! - b[i]!;
  return a.length - b.length;
}
