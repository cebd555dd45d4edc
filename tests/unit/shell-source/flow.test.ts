import { test } from "uvu";
import * as assert from "uvu/assert";
import { shell } from "./support.ts";

/** How the command `a` runs; with `!` where the script fails when it fails. */
function flow(text: string): string {
  const found = shell(text.startsWith("#!") ? text : `#!/s/bin/bash -e\n${text}`).commands;
  const command = found.find(({ name }) => name === "a");
  return command === undefined ? "none" : `${command.runs}${command.failureMatters ? "!" : ""}`;
}

const CASES: [script: string, expected: string][] = [
  ["a\nb", "always!"],
  ["#!/s/bin/bash\na\nb", "always"],
  ["#!/s/bin/bash\nb\na", "always!"],
  ["#!/s/bin/bash\nset -euo pipefail\na | b\nb", "always!"],
  ["set +e\na\nexit 0", "always"],
  ["a || true", "always"],
  ["! a", "always"],
  ["a && b\nb", "always"],
  ["b && a", "maybe!"],
  ["if a; then b; fi", "always"],
  ["if b; then a; fi", "maybe!"],
  ["if true; then a; fi", "always!"],
  ['if [ -n "$NEVER" ]; then a; fi', "rarely!"],
  ['X=$1\nif [ -n "$X" ]; then a; fi', "maybe!"],
  ["if b; then b; else a; fi", "maybe!"],
  ["case $1 in x) a;; esac", "maybe!"],
  ["for x in 1 2; do a; done", "always!"],
  ["for x in *.y; do a; done", "maybe!"],
  ["for x in *.y; do b || continue; a; done", "rarely!"],
  ["while read -r x; do a; done < /b", "maybe!"],
  ["b || exit 0\na", "maybe!"],
  ["exit 0\na", "never!"],
  ["exec b\na", "never!"],
  ["exec > /b\na", "always!"],
  ["f() { a; }\nb", "never"],
  ["f() { a; }\nf", "always!"],
  ["f() { a; }\nf || b", "always"],
  ["f() { a; }\ng() { f; }\nif b; then g; fi", "maybe!"],
  ["f() { a; }\ntrap f EXIT", "always!"],
  ['f() { a; }\n"$@"', "rarely!"],
  ["trap 'a' EXIT\nb", "always!"],
  ["trap 'a' HUP\nb", "rarely!"],
  ["eval 'a'\nb", "always!"],
  ["bash -c 'a; b'", "always"],
  ["bash -ec 'a; b'", "always!"],
  ["a | b", "always"],
  ["b | a", "always!"],
  ["a &\nb", "always"],
  ["x=$(a)\nb", "always!"],
  ['echo "$(a)"', "always"],
  ["local x=$(a)", "always"],
  ["(a)\nb", "always!"],
  ["b <(a)", "always"],
];

for (const [script, expected] of CASES) {
  test(`flow of ${JSON.stringify(script)}`, () => assert.is(flow(script), expected));
}

test("a redirection fails with its command", () => {
  const { paths } = shell("#!/s/bin/bash -e\necho x > /b || true\necho x > /c\nread -r x < <(d)");
  assert.equal(
    paths.map(({ path, failureMatters }) => [path, failureMatters]),
    [
      ["/b", false],
      ["/c", true],
      ["/dev/fd", true],
    ],
  );
});

test.run();
