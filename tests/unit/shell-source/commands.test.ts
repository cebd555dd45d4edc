import { test } from "uvu";
import * as assert from "uvu/assert";
import { commands, shell } from "./support.ts";

const CASES: [title: string, script: string, expected: string[]][] = [
  ["plain commands", "ls -l\nmkdir a; rm b | wc -l & date", ["ls", "mkdir", "rm", "wc", "date"]],
  ["builtins are none", "cd /; echo a; [ -f b ] && test c; printf d; set -e; local e; : ; true; read f", []],
  ["[[ and (( are none", "[[ -f a ]] && ((x++)); let y=1", []],
  [
    "what is in conditions may fail",
    "if grep -q a b; then ls; elif cmp c d; then df; fi",
    ["grep?", "ls", "cmp?", "df"],
  ],
  ["loops", "while ! curl a; do sleep 1; done; for f in *; do cat $f; done", ["curl?", "sleep", "cat"]],
  ["a || b goes on without a", "mv a b || rm a && ls", ["mv?", "rm", "ls"]],
  ["cases", "case $1 in start) nginx;; *) id;; esac", ["nginx", "id"]],
  [
    "substitutions",
    'x=$(date) y=`id` ls "$(uname) `arch`" <(sort a)',
    ["ls", "date", "id", "uname", "arch", "sort"],
  ],
  ["a here-document is text but for its substitutions", "cat <<E\nls $(date)\nE\nid", ["cat", "date", "id"]],
  ["a quoted here-document is text", "cat <<'E'\nls $(date)\nE\n", ["cat"]],
  ["functions of the script are none", "f() { tar x; }\nfunction g { f; }\ng; h", ["tar", "h"]],
  ["aliases are none", "alias ll='ls -l'\nll", []],
  ["quotes in names", `l"s" -l; 'my prog'; a\\ b`, ["ls", "my prog", "a b"]],
  ["paths", "/nix/store/x/bin/a; ./b; ~/c; d/e", ["/nix/store/x/bin/a", "./b", "~/c", "d/e"]],
  ["computed names", '$x a; "$@"; ${y}/bin/b; $(which c); "${z[@]}"', ["$", "$", "$", "$", "which", "$"]],
  ["a variable set once is looked through", "A=/s/bin\nP=$A/x\nB=ls\n$A/foo; $B; ", ["/s/bin/foo?", "ls?"]],
  ["a variable set twice is not", "A=ls\nif b; then A=id; fi\n$A", ["b?", "$"]],
  [
    "nor one that is read, changed or of a loop",
    "A=a; read A; $A; B=b; B+=c; $B; C=c; for C in d; do $C; done",
    ["$", "$", "$"],
  ],
  ["assignments before a command", "A=1 B=$(id) ls", ["ls", "id"]],
  ["comments", "# ls\nid # date", ["id"]],
  ["redirected groups", "{ ls; } > /a; ( id ) 2>&1", ["ls", "id"]],
];

for (const [title, script, expected] of CASES) {
  test(title, () => assert.equal(commands(script), expected, script));
}

const WRAPPED: [script: string, expected: string[]][] = [
  ["exec nginx -g x", ["exec>nginx"]],
  ["exec -a name nginx; exec >log", ["exec>nginx"]],
  ["env -u A -i B=1 ls -l", ["env", "env>ls"]],
  ["env A=1 xargs -n 1 -I {} cp {} b", ["env", "env>xargs", "env>xargs>cp"]],
  ["timeout -k 1 5 curl a", ["timeout", "timeout>curl"]],
  ["nice -n 5 nohup setsid tar c", ["nice", "nice>nohup", "nice>nohup>setsid", "nice>nohup>setsid>tar"]],
  ["command ls; command -p id", ["command>ls", "command>id"]],
  ["find . -name a -exec rm {} \\; -o -execdir mv {} b +", ["find", "find>rm", "find>mv"]],
  ["stdbuf -oL -q9x grep a", ["stdbuf", "stdbuf>grep??"]],
  ["bash -ec 'ls; sh -c id'", ["bash", "bash>ls", "bash>sh", "bash>sh>id"]],
  ['/bin/sh -c "cat $x"', ["/bin/sh", "sh>cat"]],
  ["eval 'ls'; trap 'rm -f a' EXIT; trap - INT", ["eval>ls", "trap>rm"]],
  ["runuser -u a -- psql; su a -c 'createdb b'", ["runuser", "su", "runuser>psql", "su>createdb"].toSorted()],
  ["xargs", ["xargs"]],
  ['env "$@"; exec $x', ["env", "env>$", "exec>$"]],
];

for (const [script, expected] of WRAPPED) {
  test(`looks through ${script}`, () => assert.equal(commands(script).toSorted(), expected.toSorted()));
}

test("what the script asks after is optional", () => {
  const { commands: found, probed } = shell(
    "if command -v git >/dev/null; then git a; fi\ntype -p hg && hg b\nwhich c",
  );
  assert.equal(probed, ["c", "git", "hg"]);
  assert.equal(
    found.map(({ name, confidence }) => [name, confidence]),
    [
      ["git", "low"],
      ["hg", "low"],
      ["which", "high"],
    ],
  );
});

test("where a script is broken or takes in others, names are less certain", () => {
  assert.equal(commands("ls; if a; then"), ["ls??", "a??"]);
  assert.equal(commands(". ./lib; ls; /b"), ["ls?", "/b"]);
  assert.equal(commands('source "$x"; ls'), ["ls?"]);
});

test("tells the place and the word", () => {
  const [first, second] = shell("#!/bin/sh\n\n  ls \\\n    | $y/bin/é x\n").commands;
  assert.equal([first?.line, first?.column, first?.text, first?.kind], [3, 3, "ls", "bare"]);
  assert.equal([second?.line, second?.column, second?.text, second?.kind], [4, 7, "$y/bin/é", "unknown"]);
  const inner = shell("a\n  sh -c 'b\nc'").commands.map(({ line, column }) => [line, column]);
  assert.equal(inner, [
    [1, 1],
    [2, 3],
    [2, 9],
    [2, 9],
  ]);
});

test("builtins of bash are programs elsewhere", () => {
  const script = "mapfile a; local b; pushd c; echo d";
  assert.equal(commands(`#!/bin/sh\n${script}`), ["mapfile", "pushd"]);
  assert.equal(commands(`#!/usr/bin/env bash\n${script}`), []);
});

test("wrappers without an end are followed for a while, and neither for long nor to the end of the stack", () => {
  assert.is(commands(`${"timeout 5 ".repeat(15)}curl`).at(-1), `${"timeout>".repeat(15)}curl`);
  assert.is(commands(`${"timeout 5 ".repeat(1000)}curl`).length, 21);
  assert.is(commands(`find . ${"-exec curl x ';' ".repeat(300)}`).length, 21);
});

test.run();
