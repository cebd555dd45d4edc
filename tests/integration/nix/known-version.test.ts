import { spawnSync } from "node:child_process";
import {
  chmodSync,
  chownSync,
  copyFileSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { keepVersion, recallVersion } from "../../../src/nix/known-version.ts";
import { findNix } from "../../../src/nix/errors/locate.ts";
import { NixError } from "../../../src/nix/errors/errors.ts";
import { showSettings } from "../../../src/nix/store/sandbox.ts";
import { openSource } from "../../../src/nix/evaluate/source.ts";
import { isNixSince } from "../../../src/nix/version.ts";
import { directoryWith, testNix, thrownBy } from "./support.ts";

const program = realpathSync(findNix("nix", process.env, process.cwd()));
const PRINTED = "nix (Nix) 2.18.1\n";

test("a Nix is asked for its version once, and not again by the next run", async () => {
  const cacheDir = join(directoryWith({}), "not/there/yet");
  const [first, second] = [testNix({ cacheDir }), testNix({ cacheDir })];
  const version = await first.nix.version();
  assert.equal(first.commands.length, 1);
  assert.equal(await second.nix.version(), version);
  assert.equal(second.commands.length, 0);
});

test("another program, or the same after it changed, is asked", () => {
  const directory = directoryWith({});
  const copy = join(directory, "nix");
  copyFileSync(program, copy);
  keepVersion(copy, directory, PRINTED);
  assert.is(recallVersion(copy, directory)?.text, "2.18.1");
  assert.is(recallVersion(program, directory), null);
  utimesSync(copy, 1, 1);
  assert.is(recallVersion(copy, directory), null);
});

test("a script is asked each time: it may start another Nix tomorrow", () => {
  const directory = directoryWith({ nix: "#!/bin/sh\n" });
  const script = join(directory, "nix");
  chmodSync(script, 0o755);
  keepVersion(script, directory, PRINTED);
  assert.is(recallVersion(script, directory), null);
});

test("a file that was spoiled, or cannot be written, is as good as none", () => {
  const directory = directoryWith({});
  const file = join(directory, "nix-version.json");
  keepVersion(program, directory, "something else");
  assert.is(recallVersion(program, directory), null);
  for (const content of ["", "null", "[]", '{"program":1,"printed":2}']) {
    writeFileSync(file, content);
    assert.is(recallVersion(program, directory), null, content);
  }
  const blocked = join(directory, "blocked");
  mkdirSync(join(blocked, "nix-version.json"), { recursive: true });
  keepVersion(program, blocked, PRINTED);
  assert.is(recallVersion(program, blocked), null);
});

test("what is no file of our own is not believed, and not waited for", () => {
  const directory = directoryWith({});
  const file = join(directory, "nix-version.json");
  keepVersion(program, directory, PRINTED);
  const content = readFileSync(file, "utf8");
  assert.is(statSync(file).mode & 0o777, 0o600);
  const spoil: Record<string, () => void> = {
    "a pipe": () => void spawnSync("mkfifo", [file]),
    "a symlink": () => {
      writeFileSync(join(directory, "elsewhere"), content);
      symlinkSync("elsewhere", file);
    },
    "a device": () => symlinkSync("/dev/zero", file),
    "a directory": () => mkdirSync(file),
    "a part": () => writeFileSync(file, content.slice(0, -3), { mode: 0o600 }),
    "one that others may write to": () => {
      writeFileSync(file, content);
      chmodSync(file, 0o660);
    },
    "one that is too large": () =>
      writeFileSync(file, content + " ".repeat(17 * 1024 * 1024), { mode: 0o600 }),
    "a version that is too old": () =>
      writeFileSync(file, content.replace("2.18.1", "1.11.9"), { mode: 0o600 }),
  };
  if (process.geteuid?.() === 0)
    spoil["one of another user"] = () => {
      writeFileSync(file, content, { mode: 0o600 });
      chownSync(file, 65534, 65534);
    };
  for (const [what, make] of Object.entries(spoil)) {
    rmSync(file, { recursive: true });
    make();
    assert.is(recallVersion(program, directory), null, what);
    // It gives way to the next one, but for a directory.
    keepVersion(program, directory, PRINTED);
    assert.is(recallVersion(program, directory)?.text, what === "a directory" ? undefined : "2.18.1", what);
  }
  assert.equal(readdirSync(directory).toSorted(), ["elsewhere", "nix-version.json"]);
  assert.is(readFileSync(join(directory, "elsewhere"), "utf8"), content);
});

test("a version that was forged is asked for again when something fails, and the work is done", async () => {
  const cacheDir = directoryWith({});
  const { nix: asked } = testNix({ cacheDir });
  const truth = await asked.version();
  const other = isNixSince(truth, [2, 33]) ? "nix (Nix) 2.8.0\n" : "nix (Nix) 2.34.8\n";
  keepVersion(program, cacheDir, other);
  const { nix, commands } = testNix({ cacheDir });
  const settings = await showSettings(nix);
  assert.ok("sandbox" in settings);
  const directory = directoryWith({ "flake.nix": "{ outputs = _: { nixosConfigurations.a = 1; }; }" });
  const opened = await openSource(nix, { kind: "flake", ref: `path:${directory}` });
  assert.equal(await opened.apply("builtins.attrNames"), ["a"]);
  assert.equal(await nix.version(), truth);
  assert.ok(commands.filter((command) => command.includes("--version")).length <= 1);
  // An older version that is believed does no harm: newer Nixes know what it had.
  if (isNixSince(truth, [2, 33])) return;
  assert.is(recallVersion(program, cacheDir)?.text, truth.text);
});

test("a failure of another kind is thrown as it is, and the program asked no more than once", async () => {
  const cacheDir = directoryWith({});
  await testNix({ cacheDir }).nix.version();
  const { nix, commands } = testNix({ cacheDir });
  const directory = directoryWith({
    "flake.nix": '{ outputs = _: { nixosConfigurations = throw "mine"; }; }',
  });
  const opened = await openSource(nix, { kind: "flake", ref: `path:${directory}` });
  for (let i = 0; i < 2; i++)
    assert.match((await thrownBy(NixError, () => opened.apply("x: x"))).message, "mine");
  assert.is(commands.filter((command) => command.includes("--version")).length, 1);
  assert.is(commands.filter((command) => command.includes("eval")).length, 2);
});

test.run();
