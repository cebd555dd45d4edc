/** Output that cannot be written, or is taken away: nothing half-written, one sentence, the right exit status. */
import { spawn } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { root } from "../../support/run.ts";
import { skipped } from "../../support/skip.ts";
import { begin, cli, DIRECTORY, leftovers, manifestOf, processWith, shell } from "./support.ts";

const SERVICES = Array.from({ length: 300 }, (_, i) => ({ name: `service-${i}` }));
writeFileSync(join(DIRECTORY, "host.json"), manifestOf(SERVICES));
writeFileSync(join(DIRECTORY, "other.json"), manifestOf(SERVICES.slice(0, 50)));

const drops = (directory: string) =>
  readdirSync(join(DIRECTORY, directory, "lib/systemd/system")).filter((name) => name.endsWith(".service.d"))
    .length;

/** A mount namespace of its own, where the machine lets us make one. */
const NAMESPACE =
  shell("unshare --mount --propagation private true").code === 0
    ? "unshare --mount --propagation private"
    : null;

test("a reader that stops reading is shown by the status, without a message", () => {
  writeFileSync(join(DIRECTORY, "large.json"), manifestOf([{ name: "web", text: "x".repeat(1_000_000) }]));
  for (const command of ["manifest", "list --json-lines", "list"]) {
    const { stdout, stderr } = shell(`$CLI ${command} --manifest large.json | true; echo \${PIPESTATUS[0]}`);
    assert.match(stdout, /^(?:141|0)\n$/, command);
    if (command === "manifest") assert.is(stdout, "141\n");
    assert.is(stderr, "", command);
  }
});

test("stderr is closed, and the work is done", () => {
  const { stdout } = shell(
    `{ $CLI generate --manifest host.json --out unheard 2>&1 >&3 | true; } 3>&1; echo \${PIPESTATUS[0]}`,
  );
  assert.match(stdout, "unheard\n");
  assert.is(drops("unheard"), 300);
});

test("stdout on a full disk is one sentence", () => {
  for (const command of ["manifest", "list", "list --json"]) {
    const { code, stderr } = shell(`$CLI ${command} --manifest host.json > /dev/full`);
    assert.is(code, 2, command);
    assert.is(stderr, "error: the output cannot be written: ENOSPC: no space left on device, write\n");
  }
});

test("streams that are closed from the beginning end nothing", () => {
  assert.equal(shell("$CLI list --manifest host.json >&-"), { code: 0, stdout: "", stderr: "" });
  assert.is(shell("$CLI list --manifest host.json 2>&-").code, 0);
  assert.is(shell("$CLI list --manifest - <&-").code, 2);
});

test("a full disk leaves what was there", () => {
  if (NAMESPACE === null) return skipped("no mount namespace can be made here");
  const { stdout, stderr } = shell(
    `${NAMESPACE} bash -c '
      mkdir -p disk && mount -t tmpfs -o size=400k tmpfs disk &&
      $CLI generate --manifest other.json --out disk/out --quiet
      $CLI generate --manifest host.json --out disk/out
      echo $?; ls disk/out/lib/systemd/system | wc -l; ls -A disk
      $CLI generate --manifest host.json --out disk/new/out 2>/dev/null
      echo $?; ls -A disk'`.replaceAll("$CLI", `"${process.execPath}" "${join(root, "dist/cli.cjs")}"`),
  );
  assert.is(stdout, "disk/out\n2\n50\nout\n2\nout\n", stderr);
  assert.match(stderr, /error: cannot write \S+\/disk\/out: ENOSPC: no space left on device/);
  assert.match(stderr, "hint: nothing was changed");
});

test("a file system that is read-only is reported", () => {
  if (NAMESPACE === null) return skipped("no mount namespace can be made here");
  const { stdout, stderr } = shell(
    `${NAMESPACE} bash -c 'mkdir -p ro && mount -t tmpfs -o ro tmpfs ro &&
      { "${process.execPath}" "${join(root, "dist/cli.cjs")}" generate --manifest host.json --out ro/out; echo $?; }'`,
  );
  assert.is(stdout, "2\n");
  assert.match(stderr, /error: cannot write \S+\/ro\/out: EROFS: read-only file system/);
});

test("a mount point is not replaced", () => {
  if (NAMESPACE === null) return skipped("no mount namespace can be made here");
  const { stdout, stderr } = shell(
    `${NAMESPACE} bash -c 'mkdir -p mounted && mount -t tmpfs tmpfs mounted &&
      { "${process.execPath}" "${join(root, "dist/cli.cjs")}" generate --manifest host.json --out mounted; echo $?; ls -A mounted; }'`,
  );
  assert.is(stdout, "2\n");
  assert.match(stderr, /error: cannot write \S+\/mounted: it is a mount point, or in use: EBUSY/);
  assert.match(stderr, "such as one below it");
});

test("a directory of somebody else is refused while they work in it", async () => {
  shell("mkdir -p churn/docs churn/src; echo years of work > churn/docs/thesis.txt");
  const churn = spawn(
    "bash",
    ["-c", "while [ -e churn ]; do mkdir churn/src/a; rmdir churn/src/a; done 2>&-"],
    {
      cwd: DIRECTORY,
      stdio: "ignore",
    },
  );
  try {
    for (let round = 0; round < 5; round++) {
      const { code, stderr } = cli(["generate", "--manifest", "other.json", "--out", "churn"]);
      assert.is(code, 2, stderr);
      assert.match(stderr, /holds (?:docs\/thesis\.txt|src\S*), which /);
    }
    assert.is(readFileSync(join(DIRECTORY, "churn/docs/thesis.txt"), "utf8"), "years of work\n");
  } finally {
    churn.kill();
  }
});

test("cyclic symlinks are reported, wherever a directory or a file is named", () => {
  symlinkSync("circle", join(DIRECTORY, "circle"));
  for (const args of [
    ["generate", "--manifest", "host.json", "--out", "circle"],
    ["generate", "--manifest", "host.json", "--out", "circle/below"],
    ["list", "--manifest", "circle"],
    ["list", "--file", "circle"],
    ["list", "--flake", "./circle"],
    ["diff", "circle", "host.json"],
  ]) {
    const { code, stderr } = cli(args);
    assert.ok(code === 2 || code === 3, `${args.join(" ")}: ${String(code)} ${stderr}`);
    assert.match(stderr, /^error: /, args.join(" "));
    assert.not.match(stderr, "internal error");
  }
});

test("a directory of drop-ins with cyclic or dangling symlinks is compared without them", () => {
  const made = cli(["generate", "--manifest", "other.json", "--out", "linked"]);
  assert.is(made.code, 0, made.stderr);
  const units = join(DIRECTORY, "linked/lib/systemd/system");
  symlinkSync("circle.service", join(units, "circle.service"));
  symlinkSync("nowhere", join(units, "nowhere.service"));
  symlinkSync("..", join(units, "up.service.d"));
  const { code, stderr } = cli(["diff", "linked", "other.json"]);
  assert.is(code, 0, stderr);
});

/** A host whose evaluation waits for the reader of a pipe. */
const waiting = (pipe: string) =>
  `let wait = builtins.readFile "${join(DIRECTORY, pipe)}"; in builtins.seq wait { config = { confinedUnits.dialect = "2024"; systemd.services = { }; }; }`;

test("an output directory that is taken away while hosts are evaluated is made again", async () => {
  shell("mkfifo taken; mkdir -p going/on");
  const running = begin(["generate", "--expr", waiting("taken"), "--impure", "--out", "going/on"]);
  await processWith("taken", running.child);
  rmSync(join(DIRECTORY, "going"), { recursive: true });
  writeFileSync(join(DIRECTORY, "taken"), "");
  const { code, stderr } = await running.end();
  assert.is(code, 0, stderr);
  assert.ok(existsSync(join(DIRECTORY, "going/on")));
});

test("a working directory that is gone is one sentence", () => {
  const { code, stderr } = shell("mkdir gone; cd gone; rmdir ../gone; $CLI list --manifest host.json");
  assert.is(code, 2, stderr);
  assert.match(stderr, /^error: /);
});

test("of several runs into one directory each succeeds, and one of them has made it whole", async () => {
  for (let round = 0; round < 3; round++) {
    const runs = ["host.json", "other.json", "host.json", "other.json"].map((manifest) =>
      begin(["generate", "--manifest", manifest, "--out", "shared"]),
    );
    for (const { code, stderr } of await Promise.all(runs.map((run) => run.end())))
      assert.is(code, 0, stderr);
    assert.ok([50, 300].includes(drops("shared")), String(drops("shared")));
  }
});

test("nothing half-written is left by any of this", () => {
  assert.equal(leftovers(), []);
  mkdirSync(join(DIRECTORY, "confined-units-seen"));
  assert.equal(leftovers(), ["confined-units-seen"]);
  assert.is(readFileSync(join(DIRECTORY, "host.json"), "utf8").length > 0, true);
});

test.run();
