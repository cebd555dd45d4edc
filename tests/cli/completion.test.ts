import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { describeAll } from "../../src/cli/all-commands.ts";
import { COMMANDS } from "../../src/cli/commands.ts";
import { pages } from "../../src/cli/pages.ts";
import { flags } from "../../src/cli/values.ts";
import { folderWith } from "../nix/support.ts";
import { run } from "../support/run.ts";
import { skipped } from "../support/skip.ts";

const files = await pages("1.2.3");
const commands = await describeAll();
const folder = folderWith({ "hosts.nix": "", "deep/x": "" });
for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name.split("/")[1]!), text);

const has = (program: string) => run("sh", ["-c", `command -v ${program}`]).code === 0;

/** What bash offers after these words; the program itself is not on PATH, so that Tab cannot run it. */
function offered(...words: string[]): string[] {
  const script = `
    source ${join(folder, "confined-units.bash")}
    COMP_WORDS=(confined-units "$@"); COMP_CWORD=$#
    _confined_units
    printf '%s\\n' "\${COMPREPLY[@]}"`;
  const { code, stdout, stderr } = run("bash", ["-c", script, "bash", ...words], { cwd: folder });
  assert.is(code, 0, stderr);
  assert.is(stderr, "");
  return stdout.trimEnd().split("\n");
}

test("bash completes commands, options, choices and files, and evaluates nothing", () => {
  assert.equal(offered("li"), ["list"]);
  assert.ok(offered("").includes("diff"));
  assert.equal(offered("list", "--json"), ["--json", "--json-lines"]);
  assert.ok(offered("generate", "--").includes("--out"));
  assert.not(offered("list", "--").includes("--out"));
  assert.equal(offered("list", "--color", "a"), ["auto", "always"]);
  assert.equal(offered("list", "--file", "ho"), ["hosts.nix"]);
  assert.equal(offered("list", "--host", ""), [""]);
  assert.equal(offered("diff", "de"), ["deep"]);
  assert.equal(offered("completion", "f"), ["fish"]);
});

test("each shell and the manual page have every command and every option", () => {
  assert.equal(
    commands.map(({ name }) => name),
    COMMANDS.map(({ name }) => name),
  );
  for (const { name, options, describe } of commands) {
    for (const [path, text] of Object.entries(files)) {
      const inPage = (word: string) => (path.endsWith(".1") ? word.replaceAll("-", "\\-") : word);
      assert.ok(text.includes(inPage(name)), `${path}: ${name}`);
      for (const option of options) {
        const [flag = ""] = flags(option);
        const written = path.endsWith(".fish") ? `-l ${flag.slice(2)}` : inPage(flag);
        assert.ok(text.includes(written), `${path}: ${name} ${flag}`);
      }
    }
    assert.ok(describe.length < 80, name);
  }
});

for (const [shell, file] of [
  ["zsh", "_confined-units"],
  ["fish", "confined-units.fish"],
] as const) {
  test(`${shell} can read its script`, () => {
    if (!has(shell)) return skipped(`${shell} is not installed`);
    const { code, stderr } = run(shell, ["-n", join(folder, file)]);
    assert.is(code, 0, stderr);
  });
}

test("the manual page is in order", () => {
  if (!has("groff")) return skipped("groff is not installed");
  const { stdout, stderr } = run("groff", ["-man", "-Tutf8", "-ww", join(folder, "confined-units.1")]);
  assert.is(stderr, "");
  assert.match(stdout, /confined-units 1\.2\.3/);
});

test.run();
