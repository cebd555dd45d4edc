import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { commandHelp } from "../../../src/cli/help.ts";
import { COMMANDS, loadCommands } from "../../../src/commands.ts";
import { generateShellFiles } from "../../../src/features/completion/shell-files.ts";
import { fishCompletion } from "../../../src/report/completion/fish.ts";
import { zshCompletion } from "../../../src/report/completion/zsh.ts";
import type { CommandHelp } from "../../../src/report/command-help.ts";
import { directoryWith } from "../nix/support.ts";
import { run } from "../../support/run.ts";
import { skipped } from "../../support/skip.ts";

const commands = (await loadCommands()).map(commandHelp);
const files = generateShellFiles(commands, "1.2.3");
const directory = directoryWith({ "hosts.nix": "", "deep/x": "" });
for (const [name, text] of Object.entries(files)) writeFileSync(join(directory, name.split("/")[1]!), text);

const has = (program: string) => run("sh", ["-c", `command -v ${program}`]).code === 0;

/** What bash offers after these words; the program itself is not on PATH, so that Tab cannot run it. */
function offered(...words: string[]): string[] {
  const script = `
    source ${join(directory, "confined-units.bash")}
    COMP_WORDS=(confined-units "$@"); COMP_CWORD=$#
    _confined_units
    printf '%s\\n' "\${COMPREPLY[@]}"`;
  const { code, stdout, stderr } = run("bash", ["-c", script, "bash", ...words], { cwd: directory });
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
  assert.equal(offered("list", "--color", "=", "n"), ["never"]);
  assert.equal(offered("list", "--file", "=", "ho"), ["hosts.nix"]);
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
      for (const { flags } of options) {
        const [flag = ""] = flags;
        const written = path.endsWith(".fish") ? `-l ${flag.slice(2)}` : inPage(flag);
        assert.ok(text.includes(written), `${path}: ${name} ${flag}`);
      }
    }
    assert.ok(describe.length < 80, name);
  }
});

/** Words that each shell's own syntax would take for something else. */
const ODD = `it's "a" [list]: x:y, $HOME \`date\` (or) {b} \\ <c>`;
const oddCommands: CommandHelp[] = commands.map((command) => ({
  ...command,
  describe: `${command.name} ${ODD}`,
  options: command.options.map((option) => ({
    ...option,
    describe: `${option.flags[0]} ${ODD}`,
    names: [`${ODD}:`],
  })),
}));

/** Ctrl-T completes what is typed and prints the line between two marks. */
const ZSHRC = String.raw`
PS1= LISTMAX=1000; stty rows 100 columns 400
fpath=($COMPLETIONS $fpath); autoload -U compinit; compinit -u -D
show() { zle expand-or-complete; zle -R; print -r -- $'\x05'$BUFFER$'\x06'; BUFFER= }
zle -N show; bindkey '^T' show
`;

/** What zsh makes of each line when Tab is pressed at its end: a zsh of its own, with a terminal of its own. */
function zshCompletes(fpath: string, ...typed: string[]): { lines: string[]; seen: string } {
  const script = String.raw`
    zmodload zsh/zpty
    zpty shell zsh -d -i
    for line; do
      zpty -w -n shell "$line"$'\x14'
      zpty -r shell seen $'*\x05*\x06*'
      print -r -- "$seen"
    done
    zpty -d shell`;
  const env = { ...process.env, ZDOTDIR: directoryWith({ ".zshrc": ZSHRC }), COMPLETIONS: fpath };
  const { code, stdout, stderr } = run("zsh", ["-f", "-c", script, "zsh", ...typed], { cwd: directory, env });
  assert.is(code, 0, stderr);
  // oxlint-disable-next-line no-control-regex -- the marks
  return { lines: [...stdout.matchAll(/\x05(.*?)\x06/gs)].map(([, line = ""]) => line), seen: stdout };
}

test("zsh completes commands, options, choices and files, and evaluates nothing", () => {
  if (!has("zsh")) return skipped("zsh is not installed");
  const completed = {
    "confined-units li": "confined-units list ",
    "confined-units --v": "confined-units --version ",
    "confined-units list --json-": "confined-units list --json-lines ",
    "confined-units list --color al": "confined-units list --color always ",
    "confined-units list --color=nev": "confined-units list --color=never ",
    "confined-units list --file ho": "confined-units list --file hosts.nix ",
    "confined-units list --quiet --qu": "confined-units list --quiet --qu",
    "confined-units list --host a --hos": "confined-units list --host a --host=",
    "confined-units list --option a b --jso": "confined-units list --option a b --json",
    "confined-units diff de": "confined-units diff deep/",
    "confined-units completion ma": "confined-units completion man ",
  };
  assert.equal(zshCompletes(directory, ...Object.keys(completed)).lines, Object.values(completed));
});

test("fish completes commands, options, choices and files, and evaluates nothing", () => {
  if (!has("fish")) return skipped("fish is not installed");
  const offers = (line: string) => {
    const script = `source ${join(directory, "confined-units.fish")}; complete -C ${JSON.stringify(line)}`;
    const { stdout, stderr } = run("fish", ["--no-config", "-c", script], { cwd: directory });
    assert.is(stderr, "");
    return stdout
      .trimEnd()
      .split("\n")
      .map((offer) => offer.split("\t")[0]);
  };
  assert.equal(offers("confined-units li"), ["list"]);
  assert.equal(offers("confined-units --v"), ["--version"]);
  assert.equal(offers("confined-units list --json"), ["--json", "--json-lines"]);
  assert.equal(offers("confined-units list --color a"), ["always", "auto"]);
  assert.equal(offers("confined-units list --color=n"), ["--color=never"]);
  assert.equal(offers("confined-units list --file ho"), ["hosts.nix"]);
  assert.equal(offers("confined-units list --host "), [""]);
  assert.equal(offers("confined-units diff de"), ["deep/"]);
  assert.equal(offers("confined-units completion m"), ["man"]);
});

test("descriptions with quotes, colons and brackets are shown as they are", () => {
  if (!has("zsh") || !has("fish")) return skipped("zsh and fish are not both installed");
  writeFileSync(join(directory, "deep/_confined-units"), zshCompletion(oddCommands));
  writeFileSync(join(directory, "deep/odd.fish"), fishCompletion(oddCommands));
  const { lines, seen } = zshCompletes(join(directory, "deep"), "confined-units ", "confined-units list --");
  assert.equal(lines, ["confined-units ", "confined-units list --"]);
  for (const { describe } of oddCommands) assert.ok(seen.includes(describe), describe);
  for (const { describe } of oddCommands[0]!.options) assert.ok(seen.includes(describe), describe);
  const script = `source ${join(directory, "deep/odd.fish")}; complete -C "confined-units list --json-l"`;
  const { stdout, stderr } = run("fish", ["--no-config", "-c", script]);
  assert.is(stderr, "");
  assert.is(stdout, `--json-lines\t--json-lines ${ODD}\n`);
});

test("the manual page is in order", () => {
  if (!has("groff")) return skipped("groff is not installed");
  const { stdout, stderr } = run("groff", ["-man", "-Tutf8", "-ww", join(directory, "confined-units.1")]);
  assert.is(stderr, "");
  assert.match(stdout, /confined-units 1\.2\.3/);
});

test.run();
