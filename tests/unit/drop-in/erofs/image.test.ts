/** The bytes of an image. tests/integration/drop-in/erofs gives the same one to fsck.erofs and to the kernel. */
import { createHash } from "node:crypto";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { layOut, type Image } from "../../../../src/drop-in/erofs/image.ts";
import { directory, type ImageNode } from "../../../../src/drop-in/erofs/node.ts";
import { ENTRIES, file, SAMPLE } from "./sample.ts";

/** The image as a file holds it. */
function written({ size, pieces }: Image): Buffer {
  const whole = Buffer.alloc(size);
  for (const { at, bytes: content } of pieces) {
    assert.ok(content instanceof Uint8Array);
    assert.ok(at + content.length <= size);
    whole.set(content, at);
  }
  return whole;
}

const sha256 = (data: Uint8Array) => createHash("sha256").update(data).digest("hex");

test("the bytes are those that the kernel has read", () => {
  const image = layOut(SAMPLE);
  assert.is(image.size, 65_536);
  assert.is(sha256(written(image)), "75c31469476c5e6649173785a7f1eed3828567b3b78c21ade31a0327fa1e2a3d");
});

test("the order of entries changes nothing", () => {
  const forwards = written(layOut(directory(ENTRIES)));
  assert.is(Buffer.compare(forwards, written(layOut(directory(ENTRIES.toReversed())))), 0);
});

test("no two pieces overlap, and they ascend", () => {
  let end = 0;
  for (const { at, bytes: content } of layOut(directory(ENTRIES)).pieces) {
    assert.ok(at >= end, `${at} is before ${end}`);
    end = at + ("source" in content ? content.size : content.length);
  }
});

test("a superblock names the root, and counts inodes and blocks", () => {
  const image = written(layOut(directory([["a", file(1)]])));
  assert.is(image.readUInt32LE(1024), 0xe0f5e1e2);
  assert.is(image.readUInt8(1024 + 12), 12, "log2 of the block size");
  assert.is(image.readUInt16LE(1024 + 14), 1152 / 32, "root");
  assert.is(image.readBigUInt64LE(1024 + 16), 2n, "inodes");
  assert.is(image.readUInt32LE(1024 + 36), image.length / 4096, "blocks");
});

test("a file's content may be named instead", () => {
  const named: ImageNode = { kind: "file", executable: false, size: 9, content: { source: "/a" } };
  const { pieces } = layOut(directory([["a", named]]));
  assert.equal(
    pieces.map(({ bytes: content }) => content).filter((content) => "source" in content),
    [{ source: "/a", size: 9 }],
  );
});

test("an empty root is one block", () => {
  assert.is(layOut(directory([])).size, 4096);
});

test.run();
