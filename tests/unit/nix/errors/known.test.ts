import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { readNixError } from "../../../../src/nix/errors/parse.ts";
import { KNOWN_ERRORS, explainKnownError } from "../../../../src/nix/errors/known.ts";

/** What Nix printed on stderr, recorded, by version and then by what went wrong. */
const TRANSCRIPTS = join(import.meta.dirname, "known");
const DOCS = readFileSync(join(import.meta.dirname, "../../../../docs/reference/nix-errors.md"), "utf8");

function explained(version: string, file: string) {
  const { lines, ...explanation } = readNixError(readFileSync(join(TRANSCRIPTS, version, file), "utf8"));
  return explainKnownError(explanation, lines);
}

/** The known failure that a recording is of, and its message: the same in all versions of Nix. */
const EXPECTED: Record<string, [string, string | RegExp]> = {
  "build-group": ["build users", "the group nixbld, whose users run Nix builds, does not exist"],
  conflict: ["conflicting definitions", "the option services.web.port has conflicting values"],
  daemon: [
    "daemon not running",
    "the Nix daemon is not running: /nix/var/nix/daemon-socket/socket: No such file or directory",
  ],
  depth: ["recursion", /^stack overflow/],
  disk: ["disk full", "the disk is full"],
  failed: ["assertions", "2 assertions of the configuration failed"],
  deleted: ["deleted path", "/nix/store/00000000000000000000000000000000-gone is not in the store"],
  hash: ["hash mismatch", /^badhash has a hash mismatch: expected sha256-AA\S+, got sha256-Q1\S+/],
  ifd: [
    "import from derivation",
    "the configuration imports what x.nix builds, but Nix does not allow building during evaluation",
  ],
  infinite: ["recursion", "infinite recursion encountered"],
  lock: [
    "lock file not writable",
    /^the lock file \/srv\/ro\/flake.lock cannot be written: Read-only file system$/,
  ],
  locked: ["lock file out of date", "the lock file of path:/srv/ro is out of date"],
  "no-commands": ["experimental features", "the Nix feature nix-command is disabled"],
  "no-flakes": ["experimental features", "the Nix feature flakes is disabled"],
  nofile: ["missing file", "missing.nix is not part of the flake"],
  option: ["no such option", "there is no option services.wbe"],
  memory: ["out of memory", "Nix ran out of memory"],
  "no-git": ["no git", "git is not on PATH, and this Nix needs it for a flake in a Git checkout"],
  owner: ["owner", "the Git checkout /srv/own belongs to another user, so Git does not read it"],
  "search-path": ["search path", "the configuration reads <nixpkgs>, which NIX_PATH does not name"],
  permission: [
    "store not writable",
    /^the Nix store cannot be written: \/nix\/var\/nix\/(profiles\/per-user|db\/big-lock): /,
  ],
  pure: ["pure evaluation", /^the configuration reads \/etc(\/hostname)?, which is not part of the flake$/],
  unfree: ["refused package", /^the package unrar-7.0 has an unfree license \(\/nix\/store\/x-source/],
  untracked: ["not tracked", /^untracked.nix is (not tracked by Git, so it is )?not part of the flake/],
  url: ["download", /^cannot download https:\/\/nowhere\.invalid\/x\.tar\.gz: Could/],
  "wrong-system": ["platform", "other can only be built on mips64-linux, which this machine is not"],
};

for (const version of readdirSync(TRANSCRIPTS)) {
  test(`tells what Nix ${version} fails with`, () => {
    for (const file of readdirSync(join(TRANSCRIPTS, version))) {
      const [known, sentence] = EXPECTED[file.replace(/\.txt$/, "")]!;
      const error = explained(version, file);
      // Older versions say no more of an untracked file than of a missing one.
      if (file !== "untracked.txt" || version === "2.34.8") assert.is(error.known, known, file);
      if (typeof sentence === "string") assert.is(error.sentence, sentence, file);
      else assert.match(error.sentence, sentence, file);
      if (known !== "assertions") assert.ok(error.hint !== undefined && error.hint !== "", file);
    }
  });

  test(`lists assertions and definitions one by one, by Nix ${version}`, () => {
    assert.equal(explained(version, "failed.txt").items, [
      "The option services.web needs a port.",
      "users.users.web.group is unset and has to be set.",
    ]);
    assert.equal(explained(version, "option.txt").items, ["In `/srv/flake/host.nix': { enable = true; }"]);
    assert.is(explained(version, "conflict.txt").items?.length, 2);
  });
}

test("every known failure was recorded, and stands in the documentation", () => {
  const recorded = Object.values(EXPECTED).map(([known]) => known);
  for (const { name } of KNOWN_ERRORS) {
    assert.ok(recorded.includes(name), name);
    assert.ok(DOCS.includes(`| ${name} `), `docs/reference/nix-errors.md: ${name}`);
  }
});

test("every failure was recorded with every version that has it", () => {
  const versions = readdirSync(TRANSCRIPTS);
  assert.is(versions.length, 3);
  for (const name of Object.keys(EXPECTED)) {
    // Later ones read Git checkouts without git; of a deleted path only this one was recorded.
    for (const version of ["no-git", "deleted"].includes(name) ? ["2.8.0"] : versions)
      assert.ok(existsSync(join(TRANSCRIPTS, version, `${name}.txt`)), `${version}: ${name}`);
  }
});

test("what git says of a checkout is not lost behind its exit status", () => {
  const { sentence } = readNixError("fatal: bad thing\nerror: program 'git' failed with exit code 128\n");
  assert.is(sentence, "program 'git' failed with exit code 128: bad thing");
});

test("what is not known stays as Nix said it", () => {
  const explanation = { sentence: "something new" };
  assert.is(explainKnownError(explanation, []), explanation);
});

test.run();
