/** A temporary directory that cannot be used: one sentence that names it and the way out, with status 2. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { verifyUnits } from "../../../src/features/audit/adapters/verify.ts";
import { withScratch } from "../../../src/fs/scratch.ts";
import { UsageError } from "../../../src/base/errors.ts";
import { fullFacts } from "../../support/services.ts";
import { thrownBy } from "../nix/support.ts";
import { root } from "../../support/run.ts";
import { skipped } from "../../support/skip.ts";
import { findProgram, staticBusybox } from "../../system/support/requirements.ts";
import { DIRECTORY, leftovers, manifestOf, shell } from "./support.ts";

writeFileSync(join(DIRECTORY, "host.json"), manifestOf([{ name: "web" }]));
const manifest = JSON.parse(manifestOf([{ name: "web" }])) as { services: object[] };
const services = manifest.services.map((each) => ({ ...each, full: fullFacts() }));
writeFileSync(join(DIRECTORY, "full.json"), JSON.stringify({ ...manifest, depth: "full", services }));
writeFileSync(join(DIRECTORY, "file"), "");

const BUILD = "build --manifest host.json";
const ENTER = "enter web --manifest full.json --tool-shell --strace -- /.tool-shell/sh -c :";

/** Why `enter --strace` cannot be tried here, or null. */
const cannotEnter = ["bwrap", "strace"].some((name) => findProgram(name) === null)
  ? "bubblewrap or strace is not installed"
  : staticBusybox() === null
    ? "there is no static busybox"
    : null;

function refused(command: string, tmpdir: string, problem: string) {
  const { code, stderr } = shell(`$CLI ${command}`, { TMPDIR: tmpdir });
  assert.is(code, 2, stderr);
  assert.match(
    stderr,
    `error: the temporary directory ${tmpdir} ${problem}\nhint: set TMPDIR to another one: TMPDIR=/var/tmp\n`,
  );
}

const UNUSABLE = [
  [join(DIRECTORY, "missing"), "does not exist"],
  [join(DIRECTORY, "file"), "is not a directory"],
  ["/proc", "cannot be written to"],
] as const;

for (const [tmpdir, problem] of UNUSABLE) {
  test(`build: one that ${problem}`, () => refused(BUILD, tmpdir, problem));

  test(`enter --strace: one that ${problem}`, () => {
    if (cannotEnter !== null) return skipped(cannotEnter);
    refused(ENTER, tmpdir, problem);
  });

  test(`systemd-analyze: one that ${problem}`, async () => {
    if (findProgram("systemd-analyze") === null) return skipped("systemd-analyze is not installed");
    const before = process.env["TMPDIR"];
    process.env["TMPDIR"] = tmpdir;
    try {
      const verified = () => verifyUnits([{ text: "[Service]\n", isTemplate: false }]);
      assert.is(
        (await thrownBy(UsageError, verified)).message,
        `the temporary directory ${tmpdir} ${problem}`,
      );
    } finally {
      if (before === undefined) delete process.env["TMPDIR"];
      else process.env["TMPDIR"] = before;
    }
  });
}

test("Nix, which builds in it", () => {
  const slow =
    'derivation { name = "p"; system = builtins.currentSystem; builder = "/bin/sh"; args = [ "-c" "echo ${toString builtins.currentTime} > $out" ]; }';
  writeFileSync(
    join(DIRECTORY, "unbuilt.nix"),
    `{
      config.confinedUnits.dialect = "2024";
      config.systemd.services.web = {
        serviceConfig.PrivateTmp = true;
        confinement = { enable = true; mode = "full-apivfs"; fullUnit = false; binSh = null; packages = [ "\${${slow}}" ]; };
      };
    }`,
  );
  const { code, stderr } = shell("$CLI generate --file unbuilt.nix --out built", { TMPDIR: UNUSABLE[0][0] });
  // A daemon has a temporary directory of its own.
  if (code === 0) return skipped("Nix builds as another user here");
  assert.is(code, 2, stderr);
  assert.match(stderr, "the temporary directory");
  assert.match(stderr, "missing does not exist\nhint: set TMPDIR to another one");
});

/** Runs a command with a TMPDIR of so many KiB, in a mount namespace of its own. */
function inSmall(kib: number, script: string) {
  return shell(
    `unshare --mount --propagation private bash -c '
      mkdir -p small && mount -t tmpfs -o size=${kib}k tmpfs small && export TMPDIR="$PWD/small"
      ${script}'`.replaceAll("$CLI", '"$NODE" "$PROGRAM"'),
    { NODE: process.execPath, PROGRAM: join(root, "dist/cli.cjs") },
  );
}

const mayMount = shell("unshare --mount --propagation private mount -t tmpfs tmpfs /mnt").code === 0;

test("one that is full", () => {
  if (!mayMount) return skipped("no mount namespace can be made here");
  const fill = "head -c 100000 /dev/zero > small/zero 2>&-";
  const { stdout, stderr } = inSmall(8, `${fill}; $CLI ${BUILD}; echo $?; rm small/zero; ls -A small`);
  assert.is(stdout, "2\n", stderr);
  assert.match(
    stderr,
    /error: the temporary directory \S+\/small is full\nhint: make room in it, or set TMPDIR/,
  );
});

test("one that becomes full while strace writes to it", () => {
  if (!mayMount) return skipped("no mount namespace can be made here");
  if (cannotEnter !== null) return skipped(cannotEnter);
  const many = "i=0; while [ $i -lt 4000 ]; do test -e /no/such/file/$i; i=$((i+1)); done";
  const { stdout, stderr } = inSmall(
    128,
    `$CLI ${ENTER.replace("-c :", `-c "${many}"`)}; echo $?; ls -A small`
      .replaceAll("$((", "\\$((")
      .replaceAll("$i", "\\$i"),
  );
  assert.is(stdout, "2\n", stderr);
  assert.match(stderr, /error: the temporary directory \S+\/small is full/);
});

test("what is thrown while it is used is handed on, and it is removed", async () => {
  const before = process.env["TMPDIR"];
  process.env["TMPDIR"] = DIRECTORY;
  try {
    const thrown = thrownBy(TypeError, () =>
      withScratch(async ({ write }) => {
        write("a", "b");
        assert.is(leftovers().length, 1);
        throw new TypeError("mine");
      }),
    );
    assert.is((await thrown).message, "mine");
  } finally {
    if (before === undefined) delete process.env["TMPDIR"];
    else process.env["TMPDIR"] = before;
  }
  assert.equal(leftovers(), []);
});

test.run();
