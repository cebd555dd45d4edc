import { directory, type Directory, type ImageNode } from "../../../../src/drop-in/erofs/node.ts";

const bytes = (size: number, text: string) => new Uint8Array(Buffer.alloc(size, text));

export const file = (size: number, executable = false): ImageNode => ({
  kind: "file",
  executable,
  size,
  content: bytes(size, `${size} `),
});

/** All sizes at which something changes, and more names than a block holds. */
const SIZES = [0, 1, 2047, 2048, 2049, 4095, 4096, 4097, 10_000];
const many = Array.from({ length: 90 }, (_, i): [string, ImageNode] => [
  `${"long name ".repeat(8)}${i}`,
  file(3),
]);
export const ENTRIES: [string, ImageNode][] = [
  ...SIZES.map((size): [string, ImageNode] => [`file-${size}`, file(size)]),
  ["program", file(5, true)],
  ["many", directory(many, { "overlay.redirect": "/a/b" })],
  ["empty", directory([])],
  ["link", { kind: "link", target: "../nowhere" }],
  ["long link", { kind: "link", target: "x".repeat(3000) }],
  ["ünïcode", file(7)],
];

export const SAMPLE: Directory = directory(ENTRIES, { "overlay.opaque": "y", "overlay.redirect": "/a" });
