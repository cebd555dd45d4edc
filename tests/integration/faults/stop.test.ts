/** Runs that are stopped, or whose Nix is: no partial output, no orphan, the right exit status. FAULT_ROUNDS=50 for more of them. */
import { chmodSync, existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { skipped } from "../../support/skip.ts";
import { begin, leftovers, noneWith, processWith, shell, DIRECTORY } from "./support.ts";

const ROUNDS = Number(process.env["FAULT_ROUNDS"] ?? 3);
const STATUS = { SIGHUP: 129, SIGINT: 130, SIGTERM: 143 } as const;
const SIGNALS = Object.keys(STATUS) as (keyof typeof STATUS)[];

/** In the command line of a process that only a run of this file has started. */
let count = 0;
const newWord = () => `300.${process.pid}${++count}`;

/**
 * A host with a package that sleeps so long; each is a derivation of its own. The third descriptor keeps the log open until sleep
 * has ended: Nix kills a builder that has closed its log, and sleep closes its output a moment before it ends.
 */
const slow = (seconds: string) => `let
  slow = derivation { name = "slow"; system = builtins.currentSystem; builder = "/bin/sh"; args = [ "-c" "echo slow > $out; exec 3>&1; exec /bin/sleep ${seconds}" ]; };
in {
  config.confinedUnits.dialect = "2024";
  config.systemd.services.slow = {
    serviceConfig.PrivateTmp = true;
    confinement = { enable = true; mode = "full-apivfs"; fullUnit = false; binSh = null; packages = [ "\${slow}" ]; };
  };
}`;

/** A host whose evaluation never ends. */
const ENDLESS = `let f = n: if n == 0 then 0 else f (n - 1) + f (n - 1); in builtins.seq (f 60) { }`;

test(`signals at ${ROUNDS} random moments: the status of the signal, or all is done`, async () => {
  writeFileSync(join(DIRECTORY, "slow.nix"), slow("0.2"));
  // Seeded, so that a failure can be had again.
  let seed = Number(process.env["FAULT_SEED"] ?? 1);
  const random = () => (seed = (seed * 48271) % 2147483647) / 2147483647;
  for (let round = 0; round < ROUNDS; round++) {
    const signal = SIGNALS[round % SIGNALS.length]!;
    const word = newWord();
    writeFileSync(join(DIRECTORY, "slow.nix"), slow(round % 2 === 0 ? word : `0.${round}${process.pid}`));
    const command = round % 3 === 0 ? ["build", "--out-link", "out"] : ["generate", "--out", "out"];
    const running = begin([...command, "--file", "slow.nix"]);
    // Before Node has come to our first line, the signal is the system's to handle.
    await sleep(150 + random() * 2000);
    running.child.kill(signal);
    const outcome = await running.end().catch((error: Error) => error);
    const what = `round ${round}, ${signal}: ${JSON.stringify(outcome)}`;
    if (outcome instanceof Error) assert.match(outcome.message, `ended by ${signal}`, what);
    else assert.ok(outcome.code === STATUS[signal] || outcome.code === 0, what);
    await noneWith(word);
    assert.equal(leftovers(), [], what);
    // Whole or not there; a signal may come between the output and our end.
    const isThere = existsSync(join(DIRECTORY, "out"));
    assert.is(
      isThere,
      existsSync(join(DIRECTORY, "out/lib/systemd/system/slow.service.d/confinement.conf")),
      what,
    );
    if (!(outcome instanceof Error) && outcome.code === 0) assert.ok(isThere, what);
    shell("rm -rf out");
  }
});

for (const signal of SIGNALS) {
  test(`${signal} in the middle of a build, sent twice, ends it with all that it has started`, async () => {
    const word = newWord();
    const running = begin(["build", "--expr", slow(word), "--out-link", "result"]);
    await processWith(`/bin/sleep\0${word}`, running.child);
    running.child.kill(signal);
    running.child.kill(signal);
    assert.equal(await running.end(), {
      code: STATUS[signal],
      stdout: "",
      stderr: `building slow\nstopped by ${signal}; nothing was left half-written\n`,
    });
    await noneWith(word);
    assert.equal(leftovers(), []);
    assert.not.ok(existsSync(join(DIRECTORY, "result")));
  });
}

test("a Nix that is killed while it evaluates is reported, with status 3", async () => {
  const word = newWord();
  const running = begin(["generate", "--expr", `${ENDLESS} # ${word}`, "--out", "killed"]);
  const pid = await processWith(new RegExp(`nix\0eval\0.*# ${word}`, "s"), running.child);
  process.kill(pid, "SIGKILL");
  const { code, stderr } = await running.end();
  assert.is(code, 3, stderr);
  assert.match(stderr, "error: nix eval was killed by SIGKILL");
  assert.not.ok(existsSync(join(DIRECTORY, "killed")));
  assert.equal(leftovers(), []);
});

test("a Nix that is killed while it builds is reported, with status 3, and its builder is gone", async () => {
  const word = newWord();
  const running = begin(["build", "--expr", slow(word), "--out-link", "killed"]);
  const builder = await processWith(`/bin/sleep\0${word}`, running.child);
  const parent = Number(/^PPid:\s+(\d+)$/m.exec(readFileSync(`/proc/${builder}/status`, "utf8"))![1]);
  process.kill(parent, "SIGKILL");
  const { code, stderr } = await running.end();
  assert.is(code, 3, stderr);
  assert.match(stderr, /error: nix-store --\S+ was killed by SIGKILL/);
  await noneWith(word);
  assert.not.ok(existsSync(join(DIRECTORY, "killed")));
  assert.equal(leftovers(), []);
});

test("a Nix that ends with a part of its JSON is reported", () => {
  const program = join(DIRECTORY, "nix");
  writeFileSync(
    program,
    `#!/bin/sh\ncase "$*" in *--version*) echo 'nix (Nix) 2.8.0';; *) printf '{"hosts":["a"],"mani';; esac\n`,
  );
  chmodSync(program, 0o755);
  const { code, stderr } = shell("$CLI list --expr '{ }'", { CONFINED_UNITS_NIX: program });
  assert.is(code, 3, stderr);
  assert.match(stderr, /^error: .*nix eval printed something else than JSON/);
});

test("a reader that goes away is noticed at the next host, and no other is built", async () => {
  const word = newWord();
  const both = `let host = import ./fast.nix; in { a = host; b = host; c = ${slow(word)}; }`;
  writeFileSync(join(DIRECTORY, "both.nix"), both);
  writeFileSync(join(DIRECTORY, "fast.nix"), slow("0.1"));
  const { stdout, stderr } = shell(
    `$CLI build --json-lines --file both.nix --host a --host b --host c | head -c 1; status=\${PIPESTATUS[0]}; echo; echo $status`,
  );
  assert.is(stdout, "{\n141\n", stderr);
  await noneWith(word);
  assert.equal(leftovers(), []);
});

test("a chroot that was entered ends with us", async () => {
  const word = newWord();
  if (shell("bwrap --unshare-user-try --ro-bind / / true").code !== 0)
    return skipped("bubblewrap makes no namespace here");
  writeFileSync(join(DIRECTORY, "entered.nix"), slow("0.1"));
  const args = [
    "enter",
    "slow",
    "--file",
    "entered.nix",
    "--tool-shell",
    "--",
    "/.tool-shell/busybox",
    "sleep",
    word,
  ];
  const running = begin(args);
  await processWith(`sleep\0${word}`, running.child);
  running.child.kill("SIGTERM");
  const { code, stderr } = await running.end();
  assert.is(code, 143, stderr);
  await noneWith(word);
});

test.run();
