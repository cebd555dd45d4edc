import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { explainNixError } from "../../../../src/nix/errors/parse.ts";

/** What Nix printed on stderr, recorded, by version and then by what went wrong. */
const TRANSCRIPTS = join(import.meta.dirname, "transcripts");
const FLAKE = "/nix/store/i0ijpaw74721zgglkjyiy9dngdmb10kk-source/flake.nix";

const DEEP_FLAKE = "/nix/store/q9dfgxspaf3i0al25s1mbzywfs58zing-source/flake.nix";

/** The sentence, where it happened, and the hint; the sentence by version where they differ. */
const EXPECTED: Record<string, [string | Record<string, string>, [number, number]?, string?]> = {
  thrown: ["bad host", [8, 18]],
  quoting: ["it said: error: not this one", [10, 19]],
  assertions: ["Failed assertions: - one is wrong - two is wrong too", [11, 22]],
  asserted: [
    {
      "2.8.0": "assertion '(1 == 2)' failed",
      later: "an integer with value '1' is not equal to an integer with value '2'",
    },
    [12, 20],
  ],
  missing: ["attribute 'weeb' missing", [13, 19]],
  recursion: ["infinite recursion encountered", [14, 29]],
  context: ["inner", [16, 74]],
  coercion: [
    { "2.8.0": "cannot coerce a set to a string", later: "cannot coerce a set to a string: { }" },
    [17, 21],
  ],
  import: [
    {
      "2.34.8":
        "Cannot build '/nix/store/c7d7bbr5ma2xvs0gc82zgabnbd9fwjqd-generated.nix.drv'. Reason: builder failed with exit code 3.",
      later:
        "builder for '/nix/store/c7d7bbr5ma2xvs0gc82zgabnbd9fwjqd-generated.nix.drv' failed with exit code 3",
    },
    [18, 18],
  ],
  typo: ["attribute 'wbe' missing", [19, 16], "did you mean web?"],
  deep: ["attribute 'oops' missing", [3, 47]],
  trace: ["evaluation aborted with the following error message: 'stop'", [15, 19]],
  "no-attribute": [
    "flake 'path:/srv/flake' does not provide attribute 'packages.x86_64-linux.nothing', 'legacyPackages.x86_64-linux.nothing' or 'nothing'",
  ],
  "no-flake": [
    {
      "2.8.0": "getting status of '/no/such': No such file or directory",
      later: "path '//no/such' does not exist",
    },
  ],
  syntax: ["syntax error, unexpected end of file"],
  flag: ["unrecognised flag '--nonsense' Try '/usr/bin/nix --help' for more information."],
};

/** Nix 2.8 knows no position for what is thrown, nor for failed imports. */
const WITHOUT_POSITION = new Set(["thrown", "quoting", "assertions", "context", "trace", "import"]);

for (const version of readdirSync(TRANSCRIPTS)) {
  test(`finds the error in what Nix ${version} prints`, () => {
    const names = readdirSync(join(TRANSCRIPTS, version)).map((file) => file.replace(/\.txt$/, ""));
    assert.equal(names.toSorted(), Object.keys(EXPECTED).toSorted());
    for (const name of names) {
      const [said, position, hint] = EXPECTED[name]!;
      const isKnown = position !== undefined && !(version === "2.8.0" && WITHOUT_POSITION.has(name));
      const expected = {
        sentence: typeof said === "string" ? said : (said[version] ?? said["later"]),
        ...(isKnown
          ? {
              location: {
                file: name === "deep" ? DEEP_FLAKE : FLAKE,
                line: position[0],
                column: position[1],
              },
            }
          : {}),
        ...(hint === undefined ? {} : { hint }),
      };
      assert.equal(
        explainNixError(readFileSync(join(TRANSCRIPTS, version, `${name}.txt`), "utf8")),
        expected,
        name,
      );
    }
  });
}

test("colours, warnings and other messages around the error are no part of it", () => {
  const stderr =
    "warning: Git tree is dirty\n\u001b[31;1merror:\u001b[0m attribute '\u001b[35;1mx\u001b[0m' missing\nwarning: later\n";
  assert.equal(explainNixError(stderr), { sentence: "attribute 'x' missing" });
});

test("a trace that Nix cut off has no position: what it still shows is far from the error", () => {
  const stderr = readFileSync(join(TRANSCRIPTS, "2.34.8/thrown.txt"), "utf8").replace(
    /\n\n( +error: bad host)/,
    "\n\n       (stack trace truncated; use '--show-trace' to show the full, detailed trace)\n\n$1",
  );
  assert.match(stderr, "truncated");
  assert.equal(explainNixError(stderr), { sentence: "bad host" });
});

test("of several errors the last is reported; without any, the last lines that are not a warning", () => {
  assert.equal(explainNixError("error: first\nerror: second\n"), { sentence: "second" });
  assert.equal(explainNixError("Segmentation fault\nwarning: x\n"), { sentence: "Segmentation fault" });
  assert.equal(explainNixError(""), { sentence: "" });
});

test.run();
