import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { layOut } from "../../../../src/drop-in/erofs/image.ts";
import { directory, type Directory } from "../../../../src/drop-in/erofs/node.ts";
import { readTree, writeImage } from "../../../../src/fs/image.ts";
import { skipped } from "../../../support/skip.ts";
import { findProgram } from "../../../system/support/requirements.ts";
import { SAMPLE } from "../../../unit/drop-in/erofs/sample.ts";

const test = suite<{ scratch: string }>("EROFS images");

test.before.each((context) => {
  context.scratch = mkdtempSync(join(tmpdir(), "confined-units-erofs-"));
});

test.after.each(({ scratch }) => rmSync(scratch, { recursive: true, force: true }));

/** All sizes at which something changes: empty, inline, blocks of its own, whole blocks; and more names than a block holds. */
function sample(scratch: string): string {
  const top = join(scratch, "tree");
  mkdirSync(join(top, "many"), { recursive: true });
  for (const size of [0, 1, 2047, 2048, 2049, 4095, 4096, 4097, 100_000])
    writeFileSync(join(top, `file-${size}`), Buffer.alloc(size, `${size} `));
  for (let i = 0; i < 400; i++) writeFileSync(join(top, "many", `${"long name ".repeat(8)}${i}`), String(i));
  mkdirSync(join(top, "empty"));
  symlinkSync("../nowhere", join(top, "link"));
  symlinkSync("x".repeat(3000), join(top, "long link"));
  writeFileSync(join(top, "ünïcode"), "u");
  chmodSync(join(top, "file-1"), 0o755);
  return top;
}

const write = (tree: Directory, path: string) => {
  writeImage(layOut(tree), path);
  return createHash("sha256").update(readFileSync(path)).digest("hex");
};

test("fsck.erofs finds nothing wrong", ({ scratch }) => {
  const fsck = findProgram("fsck.erofs");
  if (fsck === null) return skipped("fsck.erofs is not installed");
  const image = join(scratch, "image");
  write(readTree(sample(scratch)) as Directory, image);
  // The other is the one whose bytes the unit tests have recorded.
  write(SAMPLE, `${image}-of-sample`);
  for (const each of [image, `${image}-of-sample`]) {
    const { status, stdout, stderr } = spawnSync(fsck, [each], { encoding: "utf8" });
    assert.is(status, 0, stdout + stderr);
  }
});

test("the kernel reads every byte back, and every attribute", ({ scratch }) => {
  const [image, point] = [join(scratch, "image"), join(scratch, "mounted")];
  const top = sample(scratch);
  const tree = readTree(top) as Directory;
  const marked = directory(tree.entries, { "overlay.opaque": "y", "overlay.redirect": "/a/b" });
  write(marked, image);
  mkdirSync(point);
  const mounted = spawnSync("mount", ["-t", "erofs", "-o", "ro,loop", image, point], { encoding: "utf8" });
  if (mounted.status !== 0)
    return skipped(`an image cannot be mounted here: ${String(mounted.stderr).trim()}`);
  try {
    const { status, stdout } = spawnSync("diff", ["--recursive", "--no-dereference", top, point], {
      encoding: "utf8",
    });
    assert.is(status, 0, stdout);
    const modes = spawnSync("stat", ["-c", "%a %h %Y", point, join(point, "file-1"), join(point, "file-0")], {
      encoding: "utf8",
    });
    assert.is(modes.stdout, "555 4 1\n555 1 1\n444 1 1\n");
  } finally {
    spawnSync("umount", [point]);
  }
});

test("the same tree gives the same bytes, in whatever order its entries come", ({ scratch }) => {
  const tree = readTree(sample(scratch)) as Directory;
  const first = write(tree, join(scratch, "first"));
  const reversed = directory([...tree.entries].toReversed());
  assert.is(write(reversed, join(scratch, "second")), first);
});

test("an empty root is an image too", ({ scratch }) => {
  const { size } = layOut(directory([]));
  assert.is(size, 4096);
  write(directory([]), join(scratch, "image"));
});

test.run();
