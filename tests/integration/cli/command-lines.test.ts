/** Generated command lines, followed to the end: without a Nix, so that each ends soon. */
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { flagsOf } from "../../../src/cli/option.ts";
import { loadCommands } from "../../../src/commands.ts";
import { commandLine } from "../../support/command-line.ts";

const commands = await loadCommands();
const directory = mkdtempSync(join(tmpdir(), "command-lines-"));
const before = { cwd: process.cwd(), nix: process.env["CONFINED_UNITS_NIX"] };

test.before(() => {
  process.chdir(directory);
  process.env["CONFINED_UNITS_NIX"] = "/no/such/nix";
});

test.after(() => {
  process.chdir(before.cwd);
  if (before.nix === undefined) delete process.env["CONFINED_UNITS_NIX"];
  else process.env["CONFINED_UNITS_NIX"] = before.nix;
  rmSync(directory, { recursive: true });
});

const flags = [
  ...new Set(
    commands.flatMap(({ options }) =>
      Object.entries(options).flatMap(([name, option]) => flagsOf(name, option)),
    ),
  ),
];

const text = fc.oneof(
  fc.constantFrom(
    "",
    "-",
    "--",
    ".",
    "..",
    "/",
    "#",
    ".#web",
    "path:.#a.b",
    "/no/such",
    "true",
    "0",
    "1e9",
    "-1",
    "*",
    "a@b",
    "a.service",

    "'",
    '"a"',
    "{ }",
    "$0",
    "__proto__",
    "CU101=x",
    "CU101:web=x",
    "a=b",
    "a,b",
    "\n",
    "\u001b[2J",
    "ü",
    "full",
    "json",
  ),
  // No argument of a process holds a NUL.
  fc.string({ maxLength: 5 }).map((random) => random.replaceAll("\0", "")),
);

const word = fc.oneof(
  text,
  fc.constantFrom(...flags),
  fc.tuple(fc.constantFrom(...flags), text).map(([flag, value]) => `${flag}=${value}`),
  fc.tuple(fc.constantFrom(...flags), text).map(([flag, value]) => flag + value),
);

test("no command line ends in an internal error", async () => {
  // What asks this machine takes long, and its arguments are parsed alike.
  const names = commands.map(({ name }) => name).filter((name) => !["doctor", "why-failed"].includes(name));
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...names), fc.array(word, { maxLength: 5 }), async (name, words) => {
      const { code, stderr } = await commandLine(name, ...words);
      assert.ok(code !== null && code <= 3, stderr);
      assert.not.match(stderr, "internal error");
    }),
    { numRuns: 300 },
  );
  assert.equal(readdirSync(directory), []);
});

test.run();
