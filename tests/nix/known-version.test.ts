import { chmodSync, copyFileSync, mkdirSync, realpathSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { keepVersion, recallVersion } from "../../src/nix/known-version.ts";
import { findNix } from "../../src/nix/locate.ts";
import { folderWith, testNix } from "./support.ts";

const program = realpathSync(findNix("nix", process.env, process.cwd()));
const PRINTED = "nix (Nix) 2.18.1\n";

test("a Nix is asked for its version once, and not again by the next run", async () => {
  const cacheDir = join(folderWith({}), "not/there/yet");
  const [first, second] = [testNix({ cacheDir }), testNix({ cacheDir })];
  const version = await first.nix.version();
  assert.equal(first.commands.length, 1);
  assert.equal(await second.nix.version(), version);
  assert.equal(second.commands.length, 0);
});

test("another program, or the same after it changed, is asked", () => {
  const folder = folderWith({});
  const copy = join(folder, "nix");
  copyFileSync(program, copy);
  keepVersion(copy, folder, PRINTED);
  assert.is(recallVersion(copy, folder)?.text, "2.18.1");
  assert.is(recallVersion(program, folder), null);
  utimesSync(copy, 1, 1);
  assert.is(recallVersion(copy, folder), null);
});

test("a script is asked each time: it may start another Nix tomorrow", () => {
  const folder = folderWith({ nix: "#!/bin/sh\n" });
  const script = join(folder, "nix");
  chmodSync(script, 0o755);
  keepVersion(script, folder, PRINTED);
  assert.is(recallVersion(script, folder), null);
});

test("a file that was spoiled, or cannot be written, is as good as none", () => {
  const folder = folderWith({});
  const file = join(folder, "nix-version.json");
  keepVersion(program, folder, "something else");
  assert.is(recallVersion(program, folder), null);
  for (const content of ["", "null", "[]", '{"program":1,"printed":2}']) {
    writeFileSync(file, content);
    assert.is(recallVersion(program, folder), null, content);
  }
  const blocked = join(folder, "blocked");
  mkdirSync(join(blocked, "nix-version.json"), { recursive: true });
  keepVersion(program, blocked, PRINTED);
  assert.is(recallVersion(program, blocked), null);
});

test.run();
