import { execFileSync } from "node:child_process";
import { mkdirSync, rmSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { storeReader } from "../../src/store/links.ts";
import { folderWith } from "../nix/support.ts";

function folder(): string {
  const path = folderWith({ file: "x", "dir/inner": "y" });
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
  const path = folder();
  const { isSymlink, resolve } = storeReader();
  for (const name of NAMES) {
    const at = `${path}/${name}`;
    assert.is(resolve(at), output("readlink", ["-e", at]), `resolve ${name}`);
    assert.is(isSymlink(at), output("test", ["-L", at]) !== null, `isSymlink ${name}`);
  }
});

test("an empty or relative path resolves to nothing", () => {
  const { resolve } = storeReader();
  assert.is(resolve(""), null);
  assert.is(resolve("tests"), null);
});

test("each path is read once", () => {
  const path = folder();
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
