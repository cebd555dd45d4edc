import { execFileSync } from "node:child_process";
import { chmodSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { resolveLibraries } from "../../../src/programs/libraries.ts";
import { machineFiles } from "../../../src/fs/files.ts";
import { directoryWith } from "../nix/support.ts";

test("tells what stands under a path, links not followed", () => {
  const path = directoryWith({ file: "four", "dir/b": "", "dir/a": "" });
  chmodSync(join(path, "file"), 0o4755);
  symlinkSync("dir", join(path, "link"));
  const { stat, list } = machineFiles();
  assert.equal(stat(`${path}/file`), { kind: "file", size: 4, mode: 0o4755, target: null });
  assert.is(stat(`${path}/dir`)?.kind, "directory");
  assert.equal([stat(`${path}/link`)?.kind, stat(`${path}/link`)?.target], ["link", "dir"]);
  assert.equal(
    [list(`${path}/dir`), list(`${path}/link`)],
    [
      ["a", "b"],
      ["a", "b"],
    ],
  );
});

test("reads a part of a file, less at its end", () => {
  const path = directoryWith({ file: "0123456789" });
  symlinkSync("file", join(path, "link"));
  const { read } = machineFiles();
  const text = (name: string, offset: number, length: number) => {
    const bytes = read(`${path}/${name}`, offset, length);
    return bytes === null ? null : new TextDecoder().decode(bytes);
  };
  assert.equal(
    [text("link", 2, 3), text("file", 8, 100), text("file", 20, 5), text("file", 0, 2 ** 52)],
    ["234", "89", "", "0123456789"],
  );
});

test("what is not there, no file, or no path is null", () => {
  const path = directoryWith({ file: "x" });
  symlinkSync("loop", join(path, "loop"));
  execFileSync("mkfifo", [join(path, "pipe")]);
  const { stat, list, read } = machineFiles();
  for (const name of ["gone", "file/x", "x".repeat(300), "a\0b"]) {
    assert.is(stat(`${path}/${name}`), null, name);
    assert.is(list(`${path}/${name}`), null, name);
    assert.is(read(`${path}/${name}`, 0, 1), null, name);
  }
  assert.equal(
    [read(path, 0, 1), read(`${path}/loop`, 0, 1), read(`${path}/pipe`, 0, 1)],
    [null, null, null],
  );
  assert.is(list(`${path}/file`), null);
});

test("asks the machine once", () => {
  const path = directoryWith({ file: "x" });
  const { stat, list } = machineFiles();
  const before = [stat(`${path}/file`), stat(`${path}/new`), list(path)];
  rmSync(`${path}/file`);
  writeFileSync(`${path}/new`, "");
  assert.equal([stat(`${path}/file`), stat(`${path}/new`), list(path)], before);
});

test("nothing is missing of the shell that runs here", () => {
  const report = resolveLibraries("/bin/sh", { files: machineFiles(), isInside: () => true });
  assert.equal([report.missing, report.problems], [[], []]);
});

test.run();
