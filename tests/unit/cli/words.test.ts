import { test } from "uvu";
import * as assert from "uvu/assert";
import { UsageError } from "../../../src/base/errors.ts";
import { HOST_RESULTS, SHARED } from "../../../src/cli/options.ts";
import { grammarOf, readWords } from "../../../src/cli/words.ts";

const grammar = grammarOf({ ...HOST_RESULTS, ...SHARED });

/** Words in short: `flake=.` for an option, `"web"` for a word by itself. */
function shown(...argv: string[]): string[] {
  return [...readWords(argv, grammar, "HELP")].map((word) =>
    word.kind === "bare" ? JSON.stringify(word.text) : [word.name, ...word.values].join("="),
  );
}

function problem(...argv: string[]): string {
  try {
    return shown(...argv).join(" ");
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    return `${error.message}; ${error.hint}`;
  }
}

test("an option's value stands beside it in each spelling", () => {
  for (const argv of [
    ["--flake", ".#web"],
    ["--flake=.#web"],
    ["-f", ".#web"],
    ["-f.#web"],
    ["-f=.#web"],
    ["-qf.#web"],
  ])
    assert.ok(shown(...argv).includes("flake=.#web"), argv.join(" "));
  assert.equal(shown("-f."), ["flake=."]);
  assert.equal(shown("-f./."), ["flake=./."]);
  assert.equal(shown("-fpath:a=b"), ["flake=path:a=b"]);
  assert.equal(shown("--flake=a=b"), ["flake=a=b"]);
  assert.equal(shown("--flake="), ["flake="]);
});

test("options of two values, letters behind one dash, words, and a dash by itself", () => {
  assert.equal(shown("--option", "a", "b", "c"), ["option=a=b", '"c"']);
  assert.equal(shown("-qvvL"), ["quiet", "verbose", "verbose", "print-build-logs"]);
  assert.equal(shown("--manifest", "-", "-"), ["manifest=-", '"-"']);
  assert.equal(shown("a", "--", "-q", "--", "b"), ['"a"', '"-q"', '"--"', '"b"']);
  assert.equal(shown("", "-f", "ü"), ['""', "flake=ü"]);
});

test("what is missing or does not exist is named, with the way out", () => {
  assert.is(problem("--flake"), "--flake needs a value; HELP");
  assert.is(problem("-f", "--json"), "-f needs a value; write -f=--json if that is the value");
  assert.is(problem("--option", "a"), "--option needs 2 values; HELP");
  assert.is(problem("--json=yes"), "--json takes no value; HELP");
  assert.is(problem("-q=yes"), "-q takes no value; HELP");
  assert.is(problem("--jsno"), "unknown option --jsno; did you mean --json?");
  assert.is(problem("-jx", "-Z"), "unknown option -Z; HELP");
});

test("no name is taken apart at dots, or turned around by no-", () => {
  for (const name of [
    "--flake.x",
    "--no-flake",
    "--no-host",
    "--host.x",
    "--json.x",
    "--no-json",
    "--evalJobs",
  ])
    assert.match(problem(`${name}=1`), `unknown option ${name}; `);
  for (const name of ["--__proto__", "--constructor", "--_", "--$0", "---", "--=x"])
    assert.match(problem(name), "unknown option ");
});

test.run();
