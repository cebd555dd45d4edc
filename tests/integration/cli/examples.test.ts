import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { commandHelp } from "../../../src/cli/help.ts";
import { loadCommands } from "../../../src/commands.ts";
import { EXAMPLE, nixEnvironment } from "../../support/nix.ts";
import { root, run } from "../../support/run.ts";

/** One host is named as the examples name theirs. */
const FLAKE = `{
  outputs = _: {
    nixosConfigurations = let hosts = import ./hosts.nix { system = "x86_64-linux"; }; in { web = hosts.legacy; };
  };
}
`;

/** Commands for which 1 says that they went well and found something. */
const WITH_FINDINGS = new Set(["audit", "check", "diff", "doctor"]);

/** The example's shell is a text that cannot run, and no systemd runs here: tests/integration/cli/enter.test.ts and tests/system have both. */
const NEEDS_PROGRAMS = new Set(["enter", "why-failed"]);

const directory = mkdtempSync(join(tmpdir(), "confined-units-examples-"));
test.after(() => rmSync(directory, { recursive: true, force: true }));

const home = join(directory, "home");
const fleet = join(directory, "fleet");
const env = { ...nixEnvironment(), HOME: home };

function shell(script: string) {
  return run("sh", ["-c", script], { cwd: fleet, env });
}

test.before(() => {
  cpSync(EXAMPLE, fleet, { recursive: true });
  writeFileSync(join(fleet, "flake.nix"), FLAKE);
  for (const made of [".local/share/bash-completion/completions", ".config/fish/completions"])
    mkdirSync(join(home, made), { recursive: true });
  const commit = "git -c user.name=a -c user.email=a@example.org commit -q --allow-empty -m";
  const { code, stderr } = shell(
    `git init -q . && git add . && ${commit} one && ${commit} two &&
     "${process.execPath}" ${root}dist/cli.cjs generate --out before`,
  );
  assert.is(code, 0, stderr);
});

for (const { name, examples } of (await loadCommands()).map(commandHelp)) {
  if (NEEDS_PROGRAMS.has(name)) continue;
  test(`the examples of ${name} --help run`, () => {
    assert.ok(examples.length > 0);
    for (const [example] of examples) {
      const { code, stderr } = shell(
        example.replaceAll("confined-units ", `"${process.execPath}" ${root}dist/cli.cjs `),
      );
      assert.ok(code === 0 || (WITH_FINDINGS.has(name) && code === 1), `${example}: ${code}\n${stderr}`);
    }
  });
}

test("help shows the options of a command, and every command", () => {
  const help = shell(`"${process.execPath}" ${root}dist/cli.cjs --help`).stdout;
  const listHelp = shell(`"${process.execPath}" ${root}dist/cli.cjs list --help`).stdout;
  assert.match(help, /^ {2}diff +Compare/m);
  assert.match(listHelp, /--json-lines/);
  assert.match(listHelp, /options for Nix:/);
});

test.run();
