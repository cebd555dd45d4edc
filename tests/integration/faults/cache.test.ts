/** Files of the cache that somebody has spoiled: nothing hangs, and the answer is right. */
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { EXAMPLE } from "../../support/nix.ts";
import { skipped } from "../../support/skip.ts";
import { cli, DIRECTORY } from "./support.ts";

const cache = join(DIRECTORY, "cache");
const file = join(cache, "confined-units/nix-version.json");
const list = () => cli(["list", "--flake", `path:${EXAMPLE}`, "--json"], { env: { XDG_CACHE_HOME: cache } });

const good = list();
/** Of a Nix that is a script nothing is kept. */
const kept = existsSync(file) ? readFileSync(file, "utf8") : null;
const NOTHING = "this Nix is a script, whose version is not kept";

test("a pipe in its place is not opened", () => {
  if (kept === null) return skipped(NOTHING);
  rmSync(file);
  assert.is(spawnSync("mkfifo", [file]).status, 0);
  assert.equal(list(), good);
  assert.is(readFileSync(file, "utf8"), kept);
});

test("neither is one in the place of its directory", () => {
  if (kept === null) return skipped(NOTHING);
  rmSync(cache, { recursive: true });
  mkdirSync(cache);
  assert.is(spawnSync("mkfifo", [join(cache, "confined-units")]).status, 0);
  assert.equal(list(), good);
  rmSync(cache, { recursive: true });
});

test("another version than Nix has is believed until something fails, and then it is asked", () => {
  if (kept === null) return skipped(NOTHING);
  mkdirSync(join(cache, "confined-units"), { recursive: true });
  for (const version of ["2.34.8", "2.26.0", "2.8.0", "2.3.1", "999.0"]) {
    writeFileSync(file, kept.replace(/\(Nix\) [\d.]+/, `(Nix) ${version}`), { mode: 0o600 });
    assert.equal(list(), good, version);
  }
});

test("it is cut off, empty, or of another program", () => {
  if (kept === null) return skipped(NOTHING);
  for (const text of [kept.slice(0, 20), "", "null", kept.replace("/nix", "/other")]) {
    writeFileSync(file, text, { mode: 0o600 });
    assert.equal(list(), good, text);
    assert.is(readFileSync(file, "utf8"), kept);
  }
});

test("doctor always asks", () => {
  if (kept === null) return skipped(NOTHING);
  writeFileSync(file, kept.replace(/\(Nix\) [\d.]+/, "(Nix) 999.0"), { mode: 0o600 });
  assert.not.match(cli(["doctor"], { env: { XDG_CACHE_HOME: cache } }).stdout, "999.0");
});

test.run();
