import { chmodSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { DIRECTORY, manifestOf, shell } from "./support.ts";

/** Runs the command line with a Nix that answers each command with a line of shell; without one it exits with 0. */
function withNix(answers: Record<string, string>, command: string) {
  const program = join(DIRECTORY, "nix");
  const cases = Object.entries(answers).map(([words, line]) => `*" ${words} "*) ${line};;\n`);
  writeFileSync(
    program,
    `#!/bin/sh\ncase " $* " in *--version*) echo 'nix (Nix) 2.8.0';;\n${cases.join("")}esac\n`,
  );
  // Says of each path that it is there.
  writeFileSync(
    join(DIRECTORY, "nix-store"),
    `#!/bin/sh\nfor each; do echo "$each"; done | grep ^/nix/store/\n`,
  );
  for (const each of [program, join(DIRECTORY, "nix-store")]) chmodSync(each, 0o755);
  return shell(command, { CONFINED_UNITS_NIX: program });
}

const EVALUATIONS: [printed: string, sentence: RegExp][] = [
  ["", /^error: nix eval printed something else than JSON: ""/],
  ["null", /^error: .*expected a set, got null/],
  ["[]", /^error: .*expected a set, got \[\]/],
  ["1", /^error: .*expected a set, got 1/],
  ["{}", /^error: .*expected a set, got nothing/],
  ['{"hosts":["a"]}', /^error: .*expected a set, got nothing/],
  ['{"hosts":null,"manifests":{}}', /^error: .*expected a list of names, got null/],
  ['{"hosts":[1],"manifests":{}}', /^error: .*expected a list of names, got \[1\]/],
  ['{"hosts":["a"],"manifests":{}}', /^error: a: nix eval printed something else than was asked for/],
  ['{"hosts":["a"],"manifests":{"a":null}}', /^error: what Nix printed of host "a" cannot be read: /],
  ['{"hosts":["a"],"manifests":{"a":{"schema":1}}}', /^error: what Nix printed of host "a" cannot be read: /],
  [String.raw`{"hosts":["a\377"],"manifests":{}}`, /^error: nix eval printed text that is not UTF-8$/m],
  [String.raw`\357\273\277{}`, /^error: nix eval printed something else than JSON/],
];

for (const [printed, sentence] of EVALUATIONS) {
  test(`an evaluation that gives ${JSON.stringify(printed)} is a failure of Nix`, () => {
    const { code, stdout, stderr } = withNix({ eval: `printf '${printed}'` }, "$CLI list --expr '{ }'");
    assert.match(stderr, sentence);
    assert.is(code, 3, stderr);
    assert.is(stdout, "");
    assert.not.match(stderr, "internal");
  });
}

const INFOS: [printed: string, sentence: RegExp][] = [
  ["", /^error: host: nix path-info printed something else than JSON: ""/],
  ["null", /^error: host: nix path-info \/: expected an object, got null/],
  ["1", /^error: host: nix path-info \/: expected an object, got 1/],
  ["[1]", /^error: host: nix path-info \/0: expected an object, got 1/],
  ['[{"path":"/nix/store/x"}]', /^error: host: nix path-info \/0\/references: expected a list, got nothing/],
  [String.raw`[{"path":"/nix/store/\200"}]`, /^error: nix path-info printed text that is not UTF-8$/m],
];

for (const [printed, sentence] of INFOS) {
  test(`path-info that gives ${JSON.stringify(printed)} is a failure of Nix`, () => {
    const text = "/nix/store/00000000000000000000000000000000-x";
    const manifest = JSON.parse(manifestOf([{ name: "web", text }])) as {
      services: { context: Record<string, object> }[];
    };
    manifest.services[0]!.context = { [text]: { path: true } };
    writeFileSync(join(DIRECTORY, "m.json"), JSON.stringify(manifest));
    const { code, stderr } = withNix(
      { "path-info": `printf '${printed}'` },
      "$CLI generate --manifest m.json --out o",
    );
    assert.match(stderr, sentence);
    assert.is(code, 3, stderr);
    assert.not.match(stderr, "internal");
  });
}

test("64 MB on stderr without a line's end are cut, and said once", () => {
  const { code, stderr } = withNix(
    { eval: "head -c 67108864 /dev/zero | tr '\\0' x >&2; exit 1" },
    "$CLI list --expr '{ }'",
  );
  assert.is(code, 3);
  assert.ok(stderr.length < 10_000, `${stderr.length} characters`);
  assert.match(stderr, /^error: x{2000} … \(cut here\)\n$/);
});

test("the error behind 64 MB of other lines is found", () => {
  const { code, stderr } = withNix(
    { eval: "yes warning: long | head -n 4800000 >&2; echo 'error: the end' >&2; exit 1" },
    "$CLI list --expr '{ }'",
  );
  assert.is(code, 3);
  assert.is(stderr, "error: the end\n");
});

test.run();
