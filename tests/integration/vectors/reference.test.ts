import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  unlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "uvu";
import * as assert from "uvu/assert";
import type { Recorded } from "../../../scripts/vectors/case.ts";
import { root, runScript, type Ended } from "../../support/run.ts";

const REFERENCE = join(root, "tests/fixtures/reference");
const HELLO = "066-plain-hello.json";
const scratch = mkdtempSync(join(tmpdir(), "confined-units-vectors-"));
test.after(() => rmSync(scratch, { recursive: true, force: true }));

const vectors = (...directories: string[]): Ended => runScript("vectors.ts", directories);

/** One vintage of the reference, cut down to some of its cases. */
function copied(
  vintage: string,
  cases: readonly string[],
  into = vintage,
): { directory: string; vintages: string } {
  const vintages = mkdtempSync(join(scratch, "cases-"));
  const directory = join(vintages, into);
  mkdirSync(directory);
  for (const name of cases) cpSync(join(REFERENCE, vintage, name), join(directory, name));
  const index = cases.map((name) => ({ file: `${vintage}/${name}` }));
  writeFileSync(join(directory, "index.json"), JSON.stringify(index));
  return { directory, vintages };
}

/** A directory of one case, changed. */
function changed(change: (recorded: Recorded) => void, name = HELLO, vintage = "v3"): string {
  const { directory, vintages } = copied(vintage, [name]);
  const file = join(directory, name);
  const recorded = JSON.parse(readFileSync(file, "utf8")) as Recorded;
  change(recorded);
  writeFileSync(file, JSON.stringify(recorded));
  return vintages;
}

test("every recorded case of the reference passes, in all three vintages", () => {
  const { code, stdout } = vectors(REFERENCE);
  const cases = ["v1", "v2", "v3"].flatMap((vintage) =>
    readdirSync(join(REFERENCE, vintage)).filter((name) => name !== "index.json"),
  );
  assert.is(cases.length, 189);
  assert.is(stdout, `${cases.length} passed, 0 failed\n`);
  assert.is(code, 0);
});

test("one vintage alone, whatever its directory is called, and several directories in one go", () => {
  const { directory } = copied("v2", [HELLO, "074-sh-dangling.json"], "elsewhere");
  assert.equal(vectors(directory), { code: 0, stdout: "2 passed, 0 failed\n", stderr: "" });
  assert.is(vectors(directory, copied("v1", [HELLO]).vintages).stdout, "3 passed, 0 failed\n");
});

test("a changed byte of the drop-in fails, with a diff", () => {
  const { code, stdout } = vectors(
    changed(({ result }) => {
      result.content = result.content!.replace("glibc", "glibd");
    }),
  );
  assert.is(code, 1);
  const [first, ...rest] = stdout.split("\n");
  assert.match(first!, /^FAIL .*v3\/066-plain-hello\.json$/);
  assert.match(rest[0]!, /^ {5}@@ -\d+,\d+ \+\d+,\d+ @@$/);
  assert.ok(rest.some((line) => /^ {5}-BindReadOnlyPaths=.*-glibd-/.test(line)));
  assert.ok(rest.some((line) => /^ {5}\+BindReadOnlyPaths=.*-glibc-/.test(line)));
  assert.equal(rest.slice(-2), ["0 passed, 1 failed", ""]);
});

test("the last newline counts", () => {
  const { stdout } = vectors(changed(({ result }) => (result.content = result.content!.slice(0, -1))));
  assert.match(stdout, /^ {5}-\\ No newline at end of file$/m);
  assert.match(stdout, /\n0 passed, 1 failed\n$/);
});

type Change = (recorded: Recorded) => void;

const FAILING: [title: string, change: Change, problem: RegExp][] = [
  ["another path", ({ result }) => (result.path += "x"), /path: expected .*\.confx, got .*\.conf$/m],
  ["another size", ({ result }) => (result.size! += 1), /size: expected \d+, got \d+$/m],
  [
    "another hash",
    ({ result }) => (result.sha256 = "0".repeat(64)),
    /sha256: expected 0{64}, got [0-9a-f]{64}$/m,
  ],
  [
    "a failure expected",
    ({ result }) => (result.status = "build-error"),
    /expected build-error, got built$/m,
  ],
  [
    "nothing expected",
    ({ result }) => (result.status = "not-confined"),
    /expected not-confined, got built$/m,
  ],
  [
    "a shell that is a dangling symlink",
    (recorded) => (recorded.binShResolved = null),
    /got build-error\n.*binSh is/m,
  ],
  ["a value that did not evaluate", (recorded) => (recorded.serviceConfig = null), /got evaluation-error\n/m],
  ["confinement off", (recorded) => (recorded.confinement!["enable"] = false), /got not-confined$/m],
  [
    "another path-safe name",
    (recorded) => (recorded.pathSafeName = "x"),
    /path-safe name: expected x, got plain-hello/,
  ],
  [
    "a text that packages do not give",
    ({ rootPaths }) => (rootPaths!.content += "\n"),
    /packageText: this is not/,
  ],
  [
    "a path less in the text's references",
    ({ closure, rootPaths }) => drop(closure!, rootPaths!.path),
    /paths in the text: /,
  ],
  [
    "a path of the closure that is not there",
    ({ closurePaths }) => closurePaths!.pop(),
    /the case does not record \//,
  ],
  [
    "an unknown vintage",
    (recorded) => (recorded.vintage = "v9"),
    /there is no vintage v9: they are v1, v2, v3$/m,
  ],
];

function drop(closure: { path: string; references: string[] }[], path: string): void {
  closure.find((entry) => entry.path === path)!.references.pop();
}

for (const [title, change, problem] of FAILING) {
  test(`a case with ${title} fails`, () => {
    const { code, stdout } = vectors(changed(change));
    assert.match(stdout, problem);
    assert.match(stdout, /\n0 passed, 1 failed\n$/);
    assert.is(code, 1);
  });
}

test("no result can make a refused case pass", () => {
  const built = ({ result }: Recorded) => (result.status = "built");
  for (const name of ["007-bad-mode.json", "070-private-tmp-string-yes.json", "078-sh-missing.json"]) {
    assert.match(vectors(changed(built, name)).stdout, /expected built, got (evaluation|build)-error\n/);
  }
});

test("a directory without a case fails, and so does what is not a directory", () => {
  const empty = mkdtempSync(join(scratch, "empty-"));
  for (const [directory, problem] of [
    [empty, "holds no cases (vN/index.json, vN/NNN-NAME.json)"],
    [copied("v1", []).vintages, "holds no cases (vN/index.json, vN/NNN-NAME.json)"],
    [join(empty, "nothing"), "is not a directory"],
  ] as const) {
    assert.equal(vectors(directory), {
      code: 1,
      stdout: `FAIL ${directory} ${problem}\n0 passed, 1 failed\n`,
      stderr: "",
    });
  }
  assert.is(vectors().code, 2);
});

test("a case that is listed and missing, cut off, or no case at all fails; one that is not listed runs", () => {
  const { directory } = copied("v1", [
    HELLO,
    "071-private-tmp-true.json",
    "048-no-shell.json",
    "049-not-confined.json",
  ]);
  unlinkSync(join(directory, "071-private-tmp-true.json"));
  writeFileSync(join(directory, "048-no-shell.json"), "{");
  writeFileSync(join(directory, "049-not-confined.json"), "{}");
  cpSync(join(REFERENCE, "v1/052-packages-only.json"), join(directory, "052-packages-only.json"));
  const { code, stdout } = vectors(directory);
  assert.is(code, 1);
  assert.equal(
    [...stdout.matchAll(/^FAIL .*\/(\d+)-/gm)].map(([, number]) => number),
    ["048", "049", "071"],
  );
  assert.match(stdout, /\n2 passed, 3 failed\n$/);
  writeFileSync(join(directory, "index.json"), "{}");
  assert.match(vectors(directory).stdout, /^FAIL .*index\.json is no list of cases: /);
});

test.run();
