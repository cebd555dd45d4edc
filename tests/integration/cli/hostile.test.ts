/** Every command on configurations that try to be obeyed by a terminal, a shell, a CI's log or systemd. */
import { spawnSync } from "node:child_process";
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { bundled } from "../../support/dist.ts";
import { nixEnvironment } from "../../support/nix.ts";
import { root } from "../../support/run.ts";

const CLI = bundled("cli.cjs");
const HOSTS = join(root, "tests/fixtures/hosts/hostile.nix");
const directory = mkdtempSync(join(tmpdir(), "confined-units-hostile-"));
test.after(() => rmSync(directory, { recursive: true, force: true }));

/** Control characters but tabs and line breaks, bidirectional ones, and what a runner of a CI looks for. */
const OBEYED = /[^\P{Cc}\n\t]|[\u202a-\u202e]|##\w*\[|^[^\S\n]*::[a-z]/mu;

function cli(args: readonly string[], env: NodeJS.ProcessEnv = {}) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [CLI, ...args], {
    cwd: directory,
    encoding: "utf8",
    env: { ...nixEnvironment(), ...env },
  });
  return { code: status, stdout, stderr };
}

function isHarmless({ stdout, stderr }: { stdout: string; stderr: string }, what: string): void {
  for (const text of [stdout, stderr]) {
    const found = OBEYED.exec(text);
    assert.is(found, null, `${what}: ${JSON.stringify(text.slice(found?.index, (found?.index ?? 0) + 80))}`);
  }
}

/** Evaluates hosts once; gives the manifest's file. */
function saved(name: string, ...hosts: string[]): string {
  const wanted = hosts.flatMap((host) => ["--host", host]);
  const { code, stdout, stderr } = cli(["manifest", "--file", HOSTS, "--depth", "full", ...wanted]);
  assert.ok(JSON.parse(stdout), `${String(code)} ${stderr}`);
  writeFileSync(join(directory, name), stdout);
  return name;
}

/** The service whose name is the worst. */
const NAME = "::error file=a::pwned";

/** By command: what it is run with, besides hosts. */
const COMMANDS: Record<string, string[]> = {
  list: [],
  generate: ["--out", "out"],
  build: ["--out-link", "result"],
  check: [],
  manifest: ["--depth", "full"],
  audit: [],
  explain: [NAME, "--host", "named"],
  enter: [NAME, "--host", "named", "--check", "1"],
};

let hosts: string;
test.before(() => {
  hosts = saved("hosts.json", "named", "refused", "services", "unbuildable");
});

for (const [command, more] of Object.entries(COMMANDS)) {
  test(`${command} prints nothing that is obeyed`, () => {
    const args = [command, ...more, "--manifest", hosts];
    const text = cli([...args, "-L", "-vv"]);
    isHarmless(text, command);
    assert.not.match(text.stderr, "internal error");
    assert.match(text.stdout + text.stderr, /pwned|web/);
    if (command === "enter") return;
    const json = cli([...args, "--json"]);
    isHarmless(json, `${command} --json`);
    assert.ok(json.stdout === "" || JSON.parse(json.stdout));
  });
}

test("what Nix says of an evaluation prints nothing that is obeyed", () => {
  const args = ["list", "--file", HOSTS, "--host", "thrown", "--host", "traced", "--host", "assertions"];
  for (const more of [["-vv"], ["--json"]]) {
    const ended = cli([...args, ...more]);
    isHarmless(ended, more.join(" "));
    assert.is(ended.code, 3);
    assert.match(ended.stdout + ended.stderr, "pwned");
  }
});

test("diff prints nothing that is obeyed", () => {
  const sides = [saved("a.json", "named"), saved("b.json", "changed")];
  for (const more of [[], ["--json"]]) {
    const ended = cli(["diff", ...sides, ...more]);
    isHarmless(ended, "diff");
    assert.is(ended.code, 1, ended.stderr);
    assert.match(ended.stdout, "pwned");
  }
});

test("doctor prints nothing that is obeyed by a Nix that is called so", () => {
  const program = join(directory, "nix");
  writeFileSync(program, `#!/bin/sh\nprintf 'nix (Nix) 2.8.0\\033[2J\\n::error::x ##[error]\\n'\n`);
  chmodSync(program, 0o755);
  for (const more of [[], ["--json"]])
    isHarmless(cli(["doctor", ...more], { CONFINED_UNITS_NIX: program }), "doctor");
});

test("what the user typed is escaped, too", () => {
  const typed = "\u001b[2J\n::error::x ##[error]";
  for (const args of [
    [typed],
    ["list", `--${typed}`],
    ["list", typed],
    ["list", "--file", typed],
    ["explain", typed],
  ])
    isHarmless(cli(args), args.join(" "));
});

test("colours are ours alone", () => {
  const { stderr } = cli(["list", "--manifest", hosts, "--host", "refused", "--color", "always"]);
  assert.match(stderr, "\u001b[31;1merror:\u001b[0m service");
  // oxlint-disable-next-line no-control-regex -- our own
  isHarmless({ stdout: "", stderr: stderr.replaceAll(/\u001b\[(?:31;1|33;1|36|0)m/g, "") }, "colours");
});

test("JSON has the names exactly as they are", () => {
  const { stdout } = cli(["list", "--manifest", hosts, "--host", "named", "--json"]);
  const names = JSON.parse(stdout).hosts[0].services.map(({ name }: { name: string }) => name);
  for (const name of [NAME, "##[error]pwned", "bidi\u202e", '${builtins.abort "pwned"}'])
    assert.ok(names.includes(name), name);
});

test("a drop-in holds only the lines that it should, and lies below the output directory", () => {
  const { code, stderr } = cli(["generate", "--manifest", "a.json", "--out", "named"]);
  assert.is(code, 0, stderr);
  const files = readdirSync(join(directory, "named"), { recursive: true, withFileTypes: true }).filter(
    (file) => file.isFile(),
  );
  assert.is(files.length, 8);
  for (const { parentPath, name } of files) {
    assert.ok(parentPath.startsWith(join(directory, "named/lib/systemd/system/")), parentPath);
    for (const line of readFileSync(join(parentPath, name), "utf8").trimEnd().split("\n"))
      assert.match(line, /^(?:\[Service\]|(?:BindReadOnly|Inaccessible)Paths=[\w/.+:-]+)$/);
  }
});

test("no shell and no evaluation has read a name", () => {
  const others = readdirSync(directory, { recursive: true, encoding: "utf8" }).filter((file) =>
    /(?:^|\/)pwned/.test(file),
  );
  assert.equal(others, []);
});

test.run();
