import fc from "fast-check";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { shell } from "./support.ts";

/** `use path`, with `?` for likely and `??` for a guess. */
function paths(script: string): string[] {
  const marks = { high: "", medium: "?", low: "??" };
  return shell(script).paths.map(({ use, path, confidence }) => `${use} ${path}${marks[confidence]}`);
}

const CASES: [script: string, expected: string[]][] = [
  ["a > /b >> '/c d' &> /e 2>| /f", ["write /b", "write /c d", "write /e", "write /f"]],
  ["a < /b", ["read /b"]],
  ["a <> /b", ["write /b"]],
  ["a > /b /c", ["write /b", "argument /c?"]],
  ["{ a; b; } > /c", ["write /c"]],
  ["cat <<E > /a\nE\n", ["write /a"]],
  [". /a; source '/b'", ["source /a", "source /b"]],
  ["nginx -c /a --pid=/b -e/c", ["argument /a?", "argument /b?"]],
  ["[ -f /a ] && [[ -d /b ]]; test -e /c", ["argument /a??", "argument /b??", "argument /c??"]],
  ["sed /a/d; echo /b; awk /c/", ["argument /a/d??", "argument /b??", "argument /c/??"]],
  ["cat /a/*.b /c?", ["argument /a??"]],
  ["D=/a\nls > $D/b; cat < $E/c", ["write /a/b?"]],
  ["exec 3<>/dev/tcp/a/80; a > /dev/null", ["write /dev/null"]],
  ["for f in /a/*.b /c; do cat $f; done", ["argument /a?", "argument /c?"]],
  ["for f in /a/*; do [ -e $f ] || continue; done", ["argument /a??"]],
  ["shopt -s nullglob\nfor f in /a/*; do cat $f; done", ["argument /a??"]],
  ["rm -rf /a; rm /b; rm --force /c", ["argument /a??", "argument /b?", "argument /c??"]],
  ['cat "${X:-/a}" ${Y-/b} "${Z:=/c}"', ["argument /a?", "argument /b?", "argument /c?"]],
  ['X=$1\ncat "${X:-/a}" "${#Y}" "${Y:+/b}" "x${Z:-/c}"', []],
  ["cd /; ls //", []],
  ["sh -c 'a > /b'", ["write /b"]],
];

for (const [script, expected] of CASES) {
  test(`paths of ${JSON.stringify(script)}`, () => assert.equal(paths(script), expected));
}

test("a default is used where the variable has no value", () => {
  assert.equal(shell('cat "${X:-/a}"').paths[0]?.when, [{ kind: "variable", name: "X", holds: false }]);
});

const SEARCH: [script: string, directories: (string | null)[]][] = [
  ["PATH=/a:/b", ["/a", "/b"]],
  ['export PATH="/a:$PATH"', ["/a", "$PATH"]],
  ["export PATH=/a/bin${PATH:+:$PATH}", ["/a/bin", "$PATH"]],
  ["PATH=${PATH:+':'$PATH':'}", ["$PATH"]],
  ["PATH='/a'$PATH", ["/a", "$PATH"]],
  ["PATH=${PATH/a/b}", ["$PATH"]],
  ["PATH=${PATH#':'}", ["$PATH"]],
  ["PATH+=:/a", ["$PATH", "/a"]],
  ["PATH=$A/bin:/b:$(c)", [null, "/b", null]],
  ["A=/a\nPATH=$A/bin", ["/a/bin"]],
  ["PATH=", []],
];

for (const [script, directories] of SEARCH) {
  test(`search path of ${JSON.stringify(script)}`, () => {
    assert.equal(
      shell(script).searchPaths.map((path) => [path.directories, path.forOneCommand]),
      [[directories, false]],
    );
  });
}

test("a search path before a command is for that command", () => {
  const [found] = shell("\nPATH=/a ls").searchPaths;
  assert.equal(found, { directories: ["/a"], forOneCommand: true, line: 2, column: 1 });
});

test("reads a wrapper of nixpkgs to its end", () => {
  const { searchPaths, commands, problems } = shell(`#! /nix/store/x-bash/bin/bash -e
PATH=\${PATH:+':'$PATH':'}
PATH=\${PATH/':''/nix/store/y/bin'':'/':'}
PATH='/nix/store/y/bin'$PATH
PATH=\${PATH#':'}
export PATH
exec -a "$0" "/nix/store/z/bin/.app-wrapped"  "$@"
`);
  assert.equal(
    searchPaths.map(({ directories }) => directories),
    [["$PATH"], ["$PATH"], ["/nix/store/y/bin", "$PATH"], ["$PATH"]],
  );
  assert.equal(problems, []);
  assert.equal(
    commands.map(({ name }) => name),
    ["/nix/store/z/bin/.app-wrapped"],
  );
});

test("reads the first line", () => {
  assert.is(shell("#!/usr/bin/env -S bash -e\n").shebang?.program, "bash");
  assert.is(shell("ls").shebang, null);
  assert.is(shell("#!\nls").shebang, null);
});

test("says where a script is broken, and reads the rest", () => {
  const { problems, commands } = shell("ls\nif x; then id\n");
  assert.is(problems.length, 1);
  assert.ok(commands.some(({ name }) => name === "ls"));
  assert.equal(shell("ls").problems, []);
});

test("no text makes it throw or hang", () => {
  const piece = fc.constantFrom(
    ..."( ) { } $( ` ' \" <<E \n ; | & && || > < if then fi case esac in for do done $x ${y:-z} [ [[ ]] # \\ ls /a \u0000 é 🦀".split(
      " ",
    ),
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 40 }), fc.constantFrom("", " "), (pieces, between) => {
      shell(pieces.join(between));
    }),
    { seed: 6, numRuns: 300 },
  );
});

test.run();
