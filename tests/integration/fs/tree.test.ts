import { linkSync, mkdirSync, rmSync, symlinkSync, truncateSync, writeFileSync } from "node:fs";
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { writeTree } from "../../../src/fs/tree.ts";
import { contentOf, dropIn, failureOf, filesOf, put, scratchDirectory, UNITS } from "./support/trees.ts";

const base = scratchDirectory();
const target = join(base, "out");
const OLD = [dropIn("a", 1), dropIn("b", 2)];
const NEW = [dropIn("b", 3), dropIn("c", 4)];

test.before.each(() => {
  rmSync(base, { recursive: true, force: true });
  mkdirSync(base);
});

test("a directory of an earlier run is replaced, and nothing is left beside it", () => {
  writeTree(target, OLD);
  assert.equal(
    filesOf(base),
    OLD.map(({ path, content }) => ({ path: `out/${path}`, content })),
  );
  writeTree(target, NEW);
  assert.equal(
    filesOf(base),
    NEW.map(({ path, content }) => ({ path: `out/${path}`, content })),
  );
});

test("so are those of several hosts, unit files of 2019, hard links, and an empty directory", () => {
  const [{ path, content }] = [dropIn("a", 1)];
  put(target, [
    { path: `web/${path}`, content },
    { path: `db/${UNITS}/a@.service`, content },
  ]);
  linkSync(join(target, "web", path), join(base, "backup"));
  writeTree(target, NEW);
  assert.equal(filesOf(target), NEW);
  assert.is(contentOf(base)["backup"], content);
  mkdirSync(join(base, "empty"));
  writeTree(join(base, "empty"), NEW);
  assert.equal(filesOf(join(base, "empty")), NEW);
});

test("what a build wrote for an image, or an edit of a drop-in, is not of generate", () => {
  const units = join(target, UNITS);
  const [{ path, content }] = [dropIn("a", 1)];
  for (const [file, text] of [
    [`${units}/run-x.mount`, "[Mount]\nWhere=/run/x\n"],
    [join(target, path), `${content}Environment=TOKEN=x\n`],
    [join(target, path), `# ${content}`],
  ] as const) {
    put(target, OLD);
    writeFileSync(file, text);
    assert.match(
      failureOf(() => writeTree(target, NEW))!.message,
      `holds ${file.slice(target.length + 1)}, which`,
    );
    assert.is(contentOf(base)[file.slice(base.length + 1)], text);
    rmSync(target, { recursive: true });
  }
});

/** Things of somebody else, made in an output of ours; each with the path that is named. */
const FOREIGN: Record<string, [path: string, make: (file: string) => void]> = {
  "a file": ["notes.txt", (file) => writeFileSync(file, "x")],
  "a file in a directory": [
    "docs/thesis.txt",
    (file) => {
      mkdirSync(join(file, ".."));
      writeFileSync(file, "x");
    },
  ],
  "a unit that was written by hand": [
    `${UNITS}/mine.service`,
    (file) => writeFileSync(file, "my own unit\n"),
  ],
  "a drop-in of another name": [
    `${UNITS}/a.service.d/override.conf`,
    (file) => writeFileSync(file, "[Service]\n"),
  ],
  "a symlink among units": [`${UNITS}/x.service`, (file) => symlinkSync("/etc/passwd", file)],
  "a symlink to a directory": [`${UNITS}/x.service.d`, (file) => symlinkSync("a.service.d", file)],
  "a symlink beside lib": ["host", (file) => symlinkSync("lib", file)],
  "an empty directory": ["etc", (file) => mkdirSync(file)],
  "an empty directory among units": [`${UNITS}/x.service.d`, (file) => mkdirSync(file)],
  "a pipe": [`${UNITS}/x.service`, (file) => void spawnSync("mkfifo", [file])],
  "a file that is too large": [
    `${UNITS}/x.service`,
    (file) => {
      writeFileSync(file, "[Service]\n");
      truncateSync(file, 65 * 1024 * 1024);
    },
  ],
  "a name that is not UTF-8": ["\ufffd", (file) => writeFileSync(bytesOf(file), "x")],
};

/** Its last character is a byte that is no UTF-8. */
const bytesOf = (file: string) => Buffer.concat([Buffer.from(file.slice(0, -1)), Buffer.from([0xff])]);

for (const [what, [path, make]] of Object.entries(FOREIGN))
  test(`${what} is named, and nothing is changed`, () => {
    put(target, OLD);
    make(join(target, path));
    const find = () => spawnSync("find", [base, "-printf", "%i %p %s %l %T@\\n"]).stdout.toString("latin1");
    const before = find();
    const { message, hint } = failureOf(() => writeTree(target, NEW))!;
    assert.match(message, new RegExp(`^${target} holds ${path}, which .*, so it is not replaced$`));
    assert.match(hint!, "name a new directory with --out");
    assert.is(find(), before);
  });

test("a symlink or a file in its place stays", () => {
  put(join(base, "elsewhere"), OLD);
  for (const [to, name] of [
    ["elsewhere", "a symlink"],
    ["nowhere", "a symlink"],
    ["out", "a symlink"],
  ] as const) {
    symlinkSync(to, target);
    assert.match(
      failureOf(() => writeTree(target, NEW))!.message,
      `${target} is ${name}, so it is not replaced`,
    );
    assert.is(contentOf(base)["out"], `-> ${to}`);
    rmSync(target);
  }
  writeFileSync(target, "x");
  assert.match(failureOf(() => writeTree(target, NEW))!.message, "is not a directory, so it is not replaced");
  assert.equal(filesOf(join(base, "elsewhere")), OLD);
});

test.run();
