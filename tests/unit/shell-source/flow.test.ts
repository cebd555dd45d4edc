import { test } from "uvu";
import * as assert from "uvu/assert";
import { shell } from "./support.ts";

/** How the command `a` runs; with `!` where the script fails when it fails, and with what has to hold. */
function flow(text: string): string {
  const found = shell(text.startsWith("#!") ? text : `#!/s/bin/bash -e\n${text}`).commands;
  const command = found.find(({ name }) => name === "a");
  if (command === undefined) return "none";
  const when = (command.when ?? []).map(({ name, holds }) => ` if ${holds ? "" : "not "}${name}`);
  return `${command.runs}${command.failureMatters ? "!" : ""}${when.join("")}`;
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
  ["if b; then a; fi", "rarely!"],
  ["if [ -d /d ]; then a; fi", "always! if /d"],
  ["if [ -d /d ]; then b; else a; fi", "always! if not /d"],
  ["if [ -d /d ]; then b; elif b; then a; fi", "rarely! if not /d"],
  ["if [ -d /d ]; then b; elif b; then b; else a; fi", "rarely! if not /d"],
  ["if ! test -e /d/x; then a; fi", "always! if not /d/x"],
  ['D=/d\n[[ ! -f "$D/x" ]] && a', "always! if not /d/x"],
  ["test ! -e /d || a", "always! if /d"],
  ["[ -e /d ] || exit 0\na", "always! if /d"],
  ["[ -e /d ] && exit 0\na", "always! if not /d"],
  ["if [ -e /d ]; then if [ -e /e ]; then a; fi; fi", "always! if /d if /e"],
  ["if [ -e x ]; then a; fi", "rarely!"],
  ["if [ -e /d -a -e /e ]; then a; fi", "rarely!"],
  ["if [[ -e /d && -e /e ]]; then a; fi", "rarely!"],
  ["if [ a = b ]; then a; fi", "rarely!"],
  ["if [ -n text ]; then a; fi", "rarely!"],
  ["if [ -n $1 ]; then a; fi", "rarely!"],
  ["if false; then a; fi", "never!"],
  ["false && a", "never!"],
  ["true && a", "always!"],
  ["while true; do a; done", "always!"],
  ["while [ -e /d ]; do a; done", "maybe!"],
  ["case x in y) b;; x|z) a;; esac", "always!"],
  ["case x in y) a;; *) b;; esac", "never!"],
  ["case x in y) b;; *) a;; esac", "always!"],
  ["case x in y*) b;; *) a;; esac", "rarely!"],
  ["case x in y) a;; esac", "never!"],
  ["f() { a; }\nif [ -e /d ]; then f; fi", "rarely!"],
  ["if [ -e /d ]; then bash -ec 'a'; fi", "always! if /d"],
  ["if true; then a; fi", "always!"],
  ['if [ -n "$NEVER" ]; then a; fi', "always! if NEVER"],
  ['if [ -z "${NEVER:-}" ]; then a; fi', "always! if not NEVER"],
  ['X=$1\nif [ -n "$X" ]; then a; fi', "rarely!"],
  ["if b; then b; else a; fi", "rarely!"],
  ["case $1 in x) a;; esac", "rarely!"],
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
  ["f() { a; }\ng() { f; }\nif b; then g; fi", "rarely!"],
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
