/** `enter` with a real bubblewrap, on services built by a real Nix. */
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import {
  chmodSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  readlinkSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { nixEnvironment, nix } from "../../support/nix.ts";
import { root, run } from "../../support/run.ts";
import { skipped } from "../../support/skip.ts";
import { findProgram, staticBusybox } from "../../system/support/requirements.ts";

const missing = whyNot();
const scratch = mkdtempSync(join(tmpdir(), "confined-units-enter-"));
const manifest = join(scratch, "manifest.json");

function whyNot(): string | null {
  if (staticBusybox() === null) return "there is no static busybox";
  const bwrap = findProgram("bwrap");
  if (bwrap === null) return "bubblewrap is not installed";
  const { status } = spawnSync(bwrap, [
    "--unshare-user-try",
    "--ro-bind",
    "/",
    "/",
    "--proc",
    "/proc",
    "true",
  ]);
  return status === 0 ? null : "bubblewrap may not make namespaces here";
}

const test = suite("enter");

test.before(() => {
  if (missing !== null) return;
  const host = `(import ${join(root, "tests/system/host")} { dialect = "2024"; busybox = "${staticBusybox()}"; builder = ""; nodejs = ""; }).lookedInto`;
  const expression = `import ${join(root, "nix/manifest.nix")} { depth = "full"; } (${host})`;
  writeFileSync(
    manifest,
    nix("nix-instantiate", ["--eval", "--strict", "--json", "--read-write-mode", "--expr", expression]),
  );
});
test.after(() => rmSync(scratch, { recursive: true, force: true }));

const commandLine = [process.execPath, join(root, "dist/cli.cjs"), "enter", "--manifest", manifest];

function enter(...args: string[]) {
  return run(commandLine[0]!, [...commandLine.slice(1), ...args], { env: nixEnvironment() });
}

const NOBODY = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"];

test("it needs no privileges where the kernel gives namespaces to users", async () => {
  if (missing !== null) return skipped(missing);
  if (process.getuid?.() !== 0) return skipped("the other tests are those of a user");
  const mayRead = run("sh", ["-c", `${NOBODY.join(" ")} test -r '${commandLine[1]}'`]);
  if (mayRead.code !== 0) return skipped("nobody may not read the bundle, or there is no setpriv");
  if (run(NOBODY[0]!, [...NOBODY.slice(1), "bwrap", "--ro-bind", "/", "/", "true"]).code !== 0)
    return skipped("users may not make namespaces here");
  // Nix' own store is root's: a daemon stands between.
  chmodSync(scratch, 0o755);
  const socket = join(scratch, "socket");
  const daemon = spawn("nix-daemon", [], {
    env: { ...nixEnvironment(), NIX_DAEMON_SOCKET_PATH: socket },
    stdio: "ignore",
  });
  try {
    for (let i = 0; i < 600 && !existsSync(socket); i++) await setTimeout(100);
    const look = 'echo "$(/bin/sh -c "echo inside")"; ( : > /tmp/x ) && echo writes';
    const { code, stdout, stderr } = run(
      NOBODY[0]!,
      [...NOBODY.slice(1), ...commandLine, "lacking", "--", "/bin/sh", "-c", look],
      {
        env: { ...nixEnvironment(), HOME: "/nowhere", NIX_REMOTE: "daemon", NIX_DAEMON_SOCKET_PATH: socket },
      },
    );
    assert.equal([code, stdout], [0, "inside\nwrites\n"], stderr);
  } finally {
    daemon.kill();
  }
});

test("a command sees the chroot: its closure, an API file system, the environment and the directory of the unit", () => {
  if (missing !== null) return skipped(missing);
  const look =
    "echo /*; pwd; echo $STATE_DIRECTORY; set -- /nix/store/*; echo $#; test -c /dev/null && echo null";
  const { code, stdout, stderr } = enter("lacking", "--", "/bin/sh", "-c", look);
  assert.is(code, 0, stderr);
  assert.is(
    stdout,
    "/bin /dev /etc /nix /proc /root /run /sys /tmp /usr /var\n/tmp\n/var/lib/lacking\n2\nnull\n",
  );
});

test("it is read-only by the rules of 2024, but for /tmp and its state", () => {
  if (missing !== null) return skipped(missing);
  const attempts =
    "for f in / /etc /nix/store /tmp $STATE_DIRECTORY; do ( : > $f/x ) 2>&- && echo $f; done; true";
  assert.is(enter("lacking", "--", "/bin/sh", "-c", attempts).stdout, "/tmp\n/var/lib/lacking\n");
});

test("the exit status is the command's", () => {
  if (missing !== null) return skipped(missing);
  assert.is(enter("lacking", "--", "/bin/sh", "-c", "exit 42").code, 42);
});

test("without a shell it says how to add one, and adds it", () => {
  if (missing !== null) return skipped(missing);
  const refused = enter("silent");
  assert.is(refused.code, 2);
  assert.match(refused.stderr, "has no /bin/sh\nhint: add --tool-shell");
  const { code, stdout, stderr } = enter("silent", "--tool-shell", "--", "/.tool-shell/sh", "-c", "ls -A /");
  assert.is(code, 0, stderr);
  assert.match(stdout, /^\.tool-shell\ndev\netc\nnix\n/);
  assert.match(stderr, "/.tool-shell comes from outside: the service does not have it");
});

test("--strace lists what was not found, grouped, with the fix", () => {
  if (missing !== null) return skipped(missing);
  if (findProgram("strace") === null) return skipped("strace is not installed");
  const { code, stdout, stderr } = enter("lacking", "--strace");
  assert.is(code, 7, stderr);
  assert.match(stdout, "in /tmp as 4711, state in /var/lib/lacking\n");
  assert.match(
    stdout,
    "  /etc/resolv.conf\n      fix, to be reviewed: add the files of the dns profile\n      + serviceConfig",
  );
  assert.match(
    stdout,
    // The text has no string context, so that its path would not be added with it.
    /store path:\n {2}\/nix\/store\/\w{32}-elsewhere\n {6}CU103 environment\.GREETING points to elsewhere.*\n {6}fix by hand: add elsewhere to the chroot\n {6}\+ confinement\.packages = \[ pkgs\.… \];/,
  );
  assert.match(stdout, /program:\n {2}convert \(\d+ times\)\n {6}CU102 `convert` is run from PATH/);
  assert.match(stdout, "programs can do without these: /etc/busybox.conf\n");
});

test("--check tells a program that runs from one that does not come that far", () => {
  if (missing !== null) return skipped(missing);
  const runs = enter("silent", "--check", "1");
  assert.equal([runs.code, runs.stdout], [0, "it was loaded: the program was still running after 1 s\n"]);
  const fails = enter("broken", "--check", "60");
  assert.is(fails.code, 1);
  assert.match(fails.stdout, "it was not loaded: the program exited with 1\n");
  assert.match(
    fails.stdout,
    "no-such-program does not exist: busybox is in the chroot, and it has bin/busybox, bin/sh\n",
  );
  const ends = enter("lacking", "--check", "60");
  assert.is(ends.code, 1);
  assert.match(ends.stdout, "it was loaded: the program exited with 7\n");
});

test("what the unit binds and this machine lacks stops nobody from looking", () => {
  if (missing !== null) return skipped(missing);
  const { code, stdout, stderr } = enter("unbound", "--", "/bin/sh", "-c", "echo inside");
  assert.equal([code, stdout], [0, "inside\n"], stderr);
  assert.match(stderr, "BindReadOnlyPaths names /run/no-such.sock, which this machine does not have");
  assert.not.match(stderr, "/run/may-be.sock");
});

test("-v says in what the view is not systemd's", () => {
  if (missing !== null) return skipped(missing);
  const { stderr } = enter("lacking", "-v", "--", "/bin/sh", "-c", ":");
  assert.match(stderr, "not as under systemd: not applied: CapabilityBoundingSet");
  assert.match(stderr, "not as under systemd: StateDirectory: empty, and thrown away afterwards");
  assert.match(
    stderr,
    "shared with this machine: the network, with the abstract sockets of other programs\n",
  );
  assert.match(stderr, "shared with this machine: your user");
  assert.match(stderr, "it is a view for debugging, and no security boundary\n");
});

test("a process of the caller can be neither seen nor ended from inside", async () => {
  if (missing !== null) return skipped(missing);
  const mine = spawn("sleep", ["600"]);
  const gone = once(mine, "exit");
  await once(mine, "spawn");
  const look = `PATH=/.tool-shell; kill -9 ${mine.pid} 2>&- && echo killed; test -e /proc/${mine.pid} && echo seen
    for kind in pid ipc net; do readlink /proc/self/ns/$kind; done; echo $$ $PPID; echo /proc/[0-9]*`;
  const { code, stdout, stderr } = enter("lacking", "--tool-shell", "--", "/bin/sh", "-c", look);
  assert.is(code, 0, stderr);
  const [pid, ipc, net, ...rest] = stdout.trimEnd().split("\n");
  const ours = (kind: string) => readlinkSync(`/proc/self/ns/${kind}`);
  assert.match(pid!, /^pid:/);
  assert.is.not(pid, ours("pid"));
  assert.match(ipc!, /^ipc:/);
  assert.is.not(ipc, ours("ipc"));
  assert.is(net, ours("net"));
  assert.equal(rest, ["2 1", "/proc/1 /proc/2"]);
  assert.equal([mine.exitCode, mine.signalCode], [null, null]);
  mine.kill("SIGKILL");
  assert.equal(await gone, [null, "SIGKILL"]);
});

test("what the program leaves running ends with it", async () => {
  if (missing !== null) return skipped(missing);
  const leave = "( /.tool-shell/busybox sleep 600 & ) ; exit 3";
  const child = spawn(
    commandLine[0]!,
    [...commandLine.slice(1), "lacking", "--tool-shell", "--", "/bin/sh", "-c", leave],
    { env: nixEnvironment(), stdio: ["ignore", "pipe", "inherit"] },
  );
  // What was left holds the pipe as long as it runs.
  assert.equal(await once(child, "close"), [3, null]);
});

test("the exit status of a program that a signal ended is that of a shell", () => {
  if (missing !== null) return skipped(missing);
  assert.is(enter("lacking", "--", "/bin/sh", "-c", "kill -TERM $$").code, 143);
});

/** Runs it on a terminal of its own: each answer is waited for before the next thing is typed. Gives the exit status. */
async function onTerminal(args: readonly string[], talk: readonly (readonly [string, string])[]) {
  const words = [...commandLine, ...args].map((word) => `'${word}'`).join(" ");
  const child = spawn("script", ["-qec", words, "/dev/null"], { env: nixEnvironment() });
  const ended = once(child, "close");
  let said = "";
  for (const [answer, typed] of talk) {
    while (!said.includes(answer)) {
      const more = await Promise.race([once(child.stdout, "data"), ended]);
      if (child.exitCode !== null) throw new Error(`ended with ${child.exitCode}: ${said}`);
      said += String(more[0]);
    }
    said = said.slice(said.indexOf(answer) + answer.length);
    child.stdin.write(typed);
  }
  return (await ended)[0] as number;
}

test("Ctrl-C in a shell ends what runs in it, and in a command the command", async () => {
  if (missing !== null) return skipped(missing);
  if (findProgram("script") === null) return skipped("there is no script(1) to make a terminal");
  const shell = await onTerminal(
    ["lacking", "--tool-shell"],
    [
      ["$ ", "(echo ru''ns; exec /.tool-shell/busybox sleep 600)\n"],
      ["runs", "\u0003"],
      ["$ ", "echo on''ce $?\n"],
      ["once 130", "exit 5\n"],
    ],
  );
  assert.is(shell, 5);
  const command = ["/bin/sh", "-c", "echo ru''ns; exec /.tool-shell/busybox sleep 600"];
  assert.is(await onTerminal(["lacking", "--tool-shell", "--", ...command], [["runs", "\u0003"]]), 130);
});

test("one that is asked to stop stops the program with it", async () => {
  if (missing !== null) return skipped(missing);
  const wait = "echo runs; exec ${0%/*}/busybox sleep 600";
  const shell = /\/nix\/store\/\w{32}-busybox/.exec(readFileSync(manifest, "utf8"))![0];
  const child = spawn(
    commandLine[0]!,
    [...commandLine.slice(1), "lacking", "--", `${shell}/bin/sh`, "-c", wait, `${shell}/bin/sh`],
    { env: nixEnvironment(), stdio: ["ignore", "pipe", "inherit"] },
  );
  const ended = once(child, "exit");
  // The program holds the pipe as long as it runs.
  const closed = once(child.stdout, "close");
  await once(child.stdout, "data");
  child.kill("SIGTERM");
  assert.equal(await ended, [143, null]);
  await closed;
});

test("a service that is not there is the user's mistake", () => {
  if (missing !== null) return skipped(missing);
  assert.is(enter("nobody").code, 2);
});

test.run();
