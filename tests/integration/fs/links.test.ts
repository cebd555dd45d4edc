import { execFileSync } from "node:child_process";
import { mkdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { ConfinedUnitsError } from "../../../src/base/errors.ts";
import { machineFiles } from "../../../src/fs/files.ts";
import { storeOnlyReader, storeReader } from "../../../src/fs/links.ts";
import { directoryWith } from "../nix/support.ts";

function directory(): string {
  const path = directoryWith({ file: "x", "dir/inner": "y" });
  symlinkSync("file", join(path, "relative"));
  symlinkSync(join(path, "dir"), join(path, "absolute"));
  symlinkSync("absolute/inner", join(path, "chain"));
  symlinkSync("nowhere", join(path, "dangling"));
  symlinkSync("loop", join(path, "loop"));
  return path;
}

const NAMES = (
  "file dir relative absolute chain dangling loop nothing absolute/inner relative/x dir/../file dir/./inner dangling/x " +
  `loop/x file/ dir/ relative/ nothing/../file ${"x".repeat(300)}`
).split(" ");

test("answers what readlink -e and test -L answer", () => {
  const path = directory();
  const { isSymlink, resolve } = storeReader();
  for (const name of NAMES) {
    const at = `${path}/${name}`;
    assert.is(resolve(at), output("readlink", ["-e", at]), `resolve ${name}`);
    if (output("test", ["-L", at]) !== null || output("test", ["-e", at]) !== null)
      assert.is(isSymlink(at), output("test", ["-L", at]) !== null, `isSymlink ${name}`);
  }
});

/** The `length` symlinks of a chain, the last of which points to `end`. */
function chain(path: string, name: string, length: number, end: string): void {
  for (let i = 1; i <= length; i++)
    symlinkSync(i === length ? end : `${name}${i + 1}`, join(path, `${name}${i}`));
}

test("follows any number of symlinks, and says where the kernel would not", () => {
  const path = directory();
  chain(path, "forty", 40, "dir");
  chain(path, "more", 41, "./dir/../dir/");
  chain(path, "absolute", 500, join(path, "dir"));
  chain(path, "file", 60, "file");
  chain(path, "broken", 60, "nowhere");
  symlinkSync("more1/inner", join(path, "through"));
  const { resolve, isTooLong } = storeReader();
  for (const name of [
    "forty1",
    "more1",
    "absolute1",
    "file1",
    "broken1",
    "through",
    "more1/.",
    "file1/",
    "file1/..",
    "more1/../file",
  ]) {
    const at = `${path}/${name}`;
    assert.is(resolve(at), output("readlink", ["-e", at]), name);
  }
  const isLong = (name: string) => isTooLong!(`${path}/${name}`);
  assert.equal(["forty1", "more1", "through", "file", "broken1"].map(isLong), [
    false,
    true,
    true,
    false,
    false,
  ]);
});

test("symlinks without an end resolve to nothing, and those that multiply are followed once", () => {
  const path = directory();
  symlinkSync("grows/x", join(path, "grows"));
  symlinkSync("two", join(path, "one"));
  symlinkSync("one/../two", join(path, "two"));
  symlinkSync("dir", join(path, "twice0"));
  for (let i = 1; i < 60; i++) symlinkSync(`twice${i - 1}/../twice${i - 1}`, join(path, `twice${i}`));
  const { resolve, isTooLong } = storeReader();
  assert.equal(
    ["grows", "one", "two"].map((name) => resolve(`${path}/${name}`)),
    [null, null, null],
  );
  assert.is(resolve(`${path}/twice59`), `${path}/dir`);
  assert.is(isTooLong!(`${path}/twice59`), true);
});

test("a target that is not UTF-8 is refused, however long the way to it", () => {
  const path = directory();
  const target = Buffer.concat([Buffer.from(`${path}/a`), Buffer.from([0xff])]);
  writeFileSync(target, "");
  symlinkSync(target, join(path, "latin"));
  chain(path, "long", 60, "latin");
  const { resolve } = storeReader();
  for (const name of ["latin", "long1"]) {
    assert.throws(
      () => resolve(`${path}/${name}`),
      (error: unknown) =>
        error instanceof ConfinedUnitsError &&
        error.code === "service-refused" &&
        error.message.startsWith(`${path}/a\\xff would be bound`),
    );
  }
});

test("a path that is not there may have been anything", () => {
  const path = `${directory()}/nothing`;
  assert.throws(() => storeReader().isSymlink(path), /nothing is not in the store any more/);
});

test("an empty or relative path resolves to nothing", () => {
  const { resolve } = storeReader();
  assert.is(resolve(""), null);
  assert.is(resolve("tests"), null);
});

test("a reader of the store alone follows nothing out of it", () => {
  const path = directory();
  const entry = (digit: string, target: string) => {
    const at = join(path, `${digit.repeat(32)}-entry`);
    symlinkSync(target, at);
    return at;
  };
  const store = storeOnlyReader(machineFiles());
  const nested = join(path, `${"3".repeat(32)}-files`);
  mkdirSync(nested);
  writeFileSync(join(nested, "a"), "x");
  const inside = entry("0", join(nested, "a"));
  const out = entry("1", join(path, "file"));
  symlinkSync(nested, join(path, "back"));
  const back = entry("2", join(path, "back/a"));
  assert.equal([inside, out, back].map(store.resolve), [join(nested, "a"), null, null]);
  assert.equal([inside, out, back].map(storeReader().resolve), [
    join(nested, "a"),
    join(path, "file"),
    join(nested, "a"),
  ]);
  assert.is(store.resolve("/bin/sh"), "/bin/sh");
  assert.is(store.resolve("/not/there"), "/not/there");
});

test("each path is read once", () => {
  const path = directory();
  const { isSymlink, resolve } = storeReader();
  const before = [isSymlink(`${path}/relative`), resolve(`${path}/relative`), resolve(`${path}/dangling`)];
  rmSync(`${path}/relative`);
  mkdirSync(`${path}/nowhere`);
  assert.equal(
    [isSymlink(`${path}/relative`), resolve(`${path}/relative`), resolve(`${path}/dangling`)],
    before,
  );
  assert.equal(before, [true, `${path}/file`, null]);
});

test.run();

function output(program: string, args: string[]): string | null {
  try {
    return execFileSync(program, args, { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }).trimEnd();
  } catch {
    return null;
  }
}
