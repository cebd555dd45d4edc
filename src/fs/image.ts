import {
  closeSync,
  ftruncateSync,
  lstatSync,
  openSync,
  readdirSync,
  readlinkSync,
  readSync,
  writeSync,
} from "node:fs";
import { join } from "node:path";
import type { Image } from "../drop-in/erofs/image.ts";
import { directory, type ImageNode } from "../drop-in/erofs/node.ts";

/** Everything at a path, as a tree for an image; the content of files stays where it is. Symlinks are kept. */
export function readTree(path: string): ImageNode {
  const stat = lstatSync(path);
  if (stat.isSymbolicLink()) return { kind: "link", target: readlinkSync(path) };
  if (stat.isDirectory())
    return directory(readdirSync(path).map((name) => [name, readTree(join(path, name))]));
  const executable = (stat.mode & 0o100) !== 0;
  return { kind: "file", executable, size: stat.size, content: { source: path } };
}

export function isDirectory(path: string): boolean {
  return lstatSync(path).isDirectory();
}

const CHUNK = 1024 * 1024;

/** Writes an image to a new file. */
export function writeImage(image: Image, path: string): void {
  const file = openSync(path, "wx");
  try {
    ftruncateSync(file, image.size);
    for (const { at, bytes } of image.pieces) {
      if (bytes instanceof Uint8Array) writeSync(file, bytes, 0, bytes.length, at);
      else copyInto(file, at, bytes);
    }
  } finally {
    closeSync(file);
  }
}

function copyInto(file: number, at: number, { source, size }: { source: string; size: number }): void {
  const from = openSync(source, "r");
  try {
    const buffer = new Uint8Array(Math.min(size, CHUNK));
    for (let done = 0; done < size;) {
      const read = readSync(from, buffer, 0, Math.min(buffer.length, size - done), done);
      if (read === 0) throw new Error(`${source} ended after ${done} of ${size} bytes`);
      writeSync(file, buffer, 0, read, at + done);
      done += read;
    }
  } finally {
    closeSync(from);
  }
}
