/**
 * What goes wrong when a unit is not what it should be: each test spoils the same service in one way, sees how systemd ends it, and
 * asks `why-failed` for the reason.
 */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { commandLine } from "../support/command-line.ts";
import { root } from "../support/run.ts";
import { skipped } from "../support/skip.ts";
import { boot, facts, type Booted } from "./support/boot.ts";
import { buildHost } from "./support/host.ts";
import { whyNoSystemd } from "./support/requirements.ts";

const missing = whyNoSystemd();
/** Another tree has no Node.js, and neither has a container over this machine's /usr whose own is elsewhere. */
const canAskInside = process.env["E2E_TREE"] === undefined && process.execPath.startsWith("/usr/");
const NOWHERE = "/nix/store/00000000000000000000000000000000-nowhere";
const BUSYBOX = "/nix/store/HASH-busybox/bin/busybox";

interface Spoilt {
  dropIn?: (text: string) => string;
  /** Settings that are added to the unit. */
  unit?: Record<string, string>;
  /** systemd's result and the status of the main process. */
  expected: string;
  /** Part of the journal. */
  because?: string;
  /** Parts of what `why-failed` says: what happened, the path with the option, the place, what to add. */
  why?: readonly string[];
}

const SPOILT: Record<string, Spoilt> = {
  untouched: { expected: "success 0", why: ["untouched.service has not failed"] },
  program: {
    dropIn: (text) => without(text, "-probe"),
    expected: "exit-code 203",
    because: "status=203/EXEC",
    why: [
      "ExecStart exited with 203/EXEC: the program could not be executed",
      "CU104 program: ExecStart refers to /nix/store/HASH-probe/bin/probe, which is not in the chroot",
      "fix by hand: add probe to the chroot",
    ],
  },
  interpreter: {
    dropIn: (text) => without(text, "-busybox").replace(/^BindReadOnlyPaths=.*:\/bin\/sh\n/m, ""),
    expected: "exit-code 203",
    because: "status=203/EXEC",
    why: [
      "CU106 interpreter: probe/bin/probe is run by /nix/store/HASH-busybox/bin/sh, which is not in the chroot",
      "serviceConfig.ExecStart\n",
      "fix by hand: add busybox to the chroot",
    ],
  },
  misnamed: {
    unit: { ExecStartPre: "/nix/store/HASH-busybox/bin/nothing" },
    expected: "exit-code 0",
    because: "status=203/EXEC",
    why: [
      "ExecStartPre exited with 203/EXEC",
      "/nix/store/HASH-busybox/bin/nothing does not exist: busybox is in the chroot, and it has bin/busybox, bin/sh",
      '+ serviceConfig.ExecStartPre = "${pkgs.…}/bin/busybox";',
    ],
  },
  data: { dropIn: (text) => without(text, "-words"), expected: "success 0" },
  source: {
    dropIn: (text) => `${text}BindReadOnlyPaths=${NOWHERE}\n`,
    expected: "exit-code 226",
    because: `${NOWHERE}: No such file or directory`,
    why: [
      "ExecStart exited with 226/NAMESPACE: the mounts of the chroot could not be made",
      `the drop-in binds ${NOWHERE}, which is not in the store`,
      `nix-store --realise ${NOWHERE}`,
    ],
  },
  socket: {
    unit: { BindPaths: "/run/no-such.sock" },
    expected: "exit-code 226",
    because: "/run/no-such.sock: No such file or directory",
    why: [
      "BindPaths names /run/no-such.sock, which does not exist on the host",
      'fix by hand: start without it\n  + serviceConfig.BindPaths = [ "-/run/no-such.sock" ];',
    ],
  },
  optional: { dropIn: (text) => `${text}BindReadOnlyPaths=-${NOWHERE}\n`, expected: "success 0" },
  command: {
    unit: { ExecStart: `${BUSYBOX} sh -c 'convert --version'` },
    expected: "exit-code 127",
    because: "sh: convert: not found",
    why: [
      "ExecStart exited with 127: a command or a library was not found",
      "CU102 command: `convert` is run from PATH, but no directory of PATH has it",
      "fix by hand: add the package that has bin/convert to `path`",
    ],
  },
  credential: {
    unit: { LoadCredential: "token:/run/secrets/api/token" },
    expected: "exit-code 243",
    because: "Failed to set up credentials",
    why: [
      "ExecStart exited with 243/CREDENTIALS: the credentials could not be set up",
      'LoadCredential reads /run/secrets/api/token for "token", which has to exist on the host',
      'sops.secrets."api/token" = { };',
    ],
  },
  directory: {
    unit: { WorkingDirectory: "/srv/www" },
    expected: "exit-code 200",
    because: "status=200/CHDIR",
    why: [
      "ExecStart exited with 200/CHDIR: the working directory could not be entered",
      "CU108 directory: WorkingDirectory refers to /srv/www, which is not bound into the chroot",
      '+ serviceConfig.BindReadOnlyPaths = [ "/srv/www" ];',
    ],
  },
  user: {
    unit: { User: "nobody-such" },
    expected: "exit-code 217",
    because: "status=217/USER",
    why: ["User is nobody-such: No such process", "users.users.nobody-such = {"],
  },
  output: {
    unit: { StandardOutput: "file:/nowhere/log" },
    expected: "exit-code 209",
    because: "status=209/STDOUT",
    why: ["StandardOutput is file:/nowhere/log: No such file or directory", "decided on the host"],
  },
  environment: {
    unit: { EnvironmentFile: "/run/no-such.env" },
    expected: "resources 0",
    because: "Failed to load environment files",
    why: [
      "EnvironmentFile names /run/no-such.env",
      'fix by hand: start without it\n  + serviceConfig.EnvironmentFile = "-/run/no-such.env";',
    ],
  },
  forbidden: {
    unit: { SystemCallFilter: "~getcwd", ExecStart: `${BUSYBOX} pwd`, WorkingDirectory: "/bin" },
    expected: "signal 31",
    because: "code=killed, status=31/SYS",
    why: ["ExecStart was ended by SIGSYS", "SystemCallFilter is ~getcwd"],
  },
};

function without(dropIn: string, path: string): string {
  const lines = dropIn.split("\n");
  const kept = lines.filter((line) => !line.endsWith(path));
  assert.is(kept.length, lines.length - 1, `one line ends in ${path}`);
  return kept.join("\n");
}

/** HASH stands for the hash that the path has here. */
const withHashes = (text: string, dropIn: string) =>
  text.replaceAll(/HASH-(\w+)/g, (_, name: string) => new RegExp(`[0-9a-z]{32}-${name}`).exec(dropIn)![0]);

function withSettings(unit: string, settings: Record<string, string>): string {
  return Object.entries(settings).reduce(
    (text, [name, value]) =>
      text
        .replaceAll(new RegExp(`^${name}=.*\n`, "gm"), "")
        .replace("[Service]\n", `[Service]\n${name}=${value}\n`),
    unit,
  );
}

const test = suite<{ booted: Booted; dropIn: string }>("spoilt units");
const scratch = mkdtempSync(join(tmpdir(), "confined-units-failures-"));
test.after(() => rmSync(scratch, { recursive: true, force: true }));

test.before((context) => {
  if (missing !== null) return;
  const { units } = buildHost("2024");
  context.dropIn = units["probe-full.service.d/confinement.conf"]!;
  const spoilt = Object.entries(SPOILT).flatMap(([name, { dropIn, unit = {} }]) => {
    const text = withSettings(units["probe-full.service"]!.replaceAll("probe-full", name), unit);
    return [
      [`${name}.service`, withHashes(text, context.dropIn)],
      [`${name}.service.d/confinement.conf`, dropIn?.(context.dropIn) ?? context.dropIn],
    ];
  });
  const script = Object.keys(SPOILT).map((name) => `start ${name}.service`);
  const ask = ["credential", "user", "nothing"].map(
    (name) => `${process.execPath} /project/dist/cli.cjs why-failed ${name} > /e2e/out/${name}.asked 2>&1`,
  );
  context.booted = boot({
    units: Object.fromEntries(spoilt),
    script: [...script, ...(canAskInside ? ask : [])].join("\n"),
    arguments: [`--bind-ro=${root}:/project`],
  });
});

for (const [name, { expected, because = "", why }] of Object.entries(SPOILT)) {
  test(`${name}: ${expected}`, ({ booted }) => {
    if (missing !== null) return skipped(missing);
    const { Result, ExecMainStatus } = facts(booted, `${name}.service.show`);
    assert.is(`${Result} ${ExecMainStatus}`, expected);
    assert.match(booted.get(`${name}.service.journal`)!, because);
  });

  if (why === undefined) continue;
  test(`${name}: why-failed names the path, the option and what to add`, async ({ booted, dropIn }) => {
    if (missing !== null) return skipped(missing);
    const [show, cat, json] = ["show", "cat", "json"].map((kind) => {
      const file = join(scratch, `${name}.${kind}`);
      writeFileSync(file, booted.get(`${name}.service.${kind}`)!);
      return file;
    });
    const given = ["--show", show!, "--cat", cat!, "--journal", json!];
    const { code, stdout, stderr } = await commandLine("why-failed", name, ...given);
    assert.is(code, expected === "success 0" ? 0 : 1, stderr);
    for (const part of why)
      assert.ok(stdout.includes(withHashes(part, dropIn)), `${part}\n\nin\n\n${stdout}`);
  });
}

test("on the machine itself it asks systemd and the journal, and looks whether files are there", ({
  booted,
}) => {
  if (missing !== null) return skipped(missing);
  if (!canAskInside) return skipped("there is no Node.js in the container");
  const credential = booted.get("credential.asked")!;
  assert.match(credential, "credential.service: ExecStart exited with 243/CREDENTIALS");
  assert.match(credential, 'reads /run/secrets/api/token for "token", which does not exist on the host\n');
  assert.match(credential, "| credential.service: Failed to set up credentials");
  assert.match(booted.get("user.asked")!, "User is nobody-such: No such process");
  assert.match(booted.get("nothing.asked")!, 'error: this machine has no unit "nothing.service"');
});

test("a data file that is left out is the program's to notice: systemd starts it", ({ booted }) => {
  if (missing !== null) return skipped(missing);
  assert.is(facts(booted, "data.service.output")["words"], "");
  assert.is(facts(booted, "untouched.service.output")["words"], "hello from the store");
});

test.run();
