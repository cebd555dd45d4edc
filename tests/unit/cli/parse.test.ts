import fc from "fast-check";
import { test } from "uvu";
import * as assert from "uvu/assert";
import type { Command } from "../../../src/cli/command.ts";
import { findCommand } from "../../../src/cli/find-command.ts";
import { flagsOf, type OptionTable } from "../../../src/cli/option.ts";
import { HOST_RESULTS, SHARED } from "../../../src/cli/options.ts";
import { parseWords } from "../../../src/cli/parse.ts";
import { grammarOf, readWords } from "../../../src/cli/words.ts";
import { UsageError } from "../../../src/base/errors.ts";
import { loadCommands } from "../../../src/commands.ts";

const TABLE = { ...HOST_RESULTS, ...SHARED };
const commands = await loadCommands();

const parse = (...argv: string[]) => parseWords(TABLE, [...readWords(argv, grammarOf(TABLE), "HELP")]);

function problem(...argv: string[]): string {
  try {
    return JSON.stringify(parse(...argv));
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    return error.message;
  }
}

test("every option has its value, and is empty where it is not given", () => {
  const { options, bare } = parse(
    "web",
    "-vv",
    "--json",
    "--host",
    "a",
    "--host=b",
    "--option",
    "x",
    "1",
    "--eval-jobs",
    "2",
    "--color",
    "never",
    "-j4",
    "true",
    "--",
    "-q",
  );
  assert.is(options.verbose, 2);
  assert.is(options.json, true);
  assert.is(options.quiet, false);
  assert.equal(options.host, ["a", "b"]);
  assert.equal(options.option, [["x", "1"]]);
  assert.is(options["eval-jobs"], 2);
  assert.is(options.color, "never");
  assert.is(options["max-jobs"], "4");
  assert.is(options.flake, undefined);
  assert.equal(options["override-input"], []);
  assert.equal(bare, ["web", "true", "-q"]);
});

test("a value that an option cannot have is refused", () => {
  assert.is(problem("--flake="), "--flake needs a value that is not empty");
  assert.is(problem("--host="), "--host needs a value that is not empty");
  assert.is(problem("-f.", "--flake", ".."), "--flake is given more than once");
  assert.is(problem("--eval-jobs", "0"), "--eval-jobs needs a number above 0");
  assert.is(problem("--eval-jobs", "1.5"), "--eval-jobs needs a whole number from 1");
  assert.is(problem("--eval-jobs", "0x10"), "--eval-jobs needs a number above 0");
  assert.is(problem("--color", "purple"), '--color cannot be "purple"');
  assert.is(problem("--dialect", "toString"), '--dialect cannot be "toString"');
});

/** Words that parsers of command lines are known to stumble over. */
const odd = fc.oneof(
  fc.constantFrom(
    "",
    "-",
    "--",
    "---",
    "true",
    "false",
    "1",
    "-1",
    "1e3",
    "0x1",
    "'a b'",
    '"a"',
    "a,b",
    "a.b",
    "{}",
    "[x]",
    "__proto__",
    "constructor",
    "$0",
    "_",
    "no-json",
    "=",
    "a=b",
    "\n",
    "ü",
    "list",
    "help",
  ),
  fc.string({ maxLength: 6 }),
);

const flags = [...new Set(commands.flatMap(flagsOfCommand))];

function flagsOfCommand({ options }: { options: OptionTable }): string[] {
  return Object.entries(options).flatMap(([name, option]) => flagsOf(name, option));
}

const word = fc.oneof(
  odd,
  fc.constantFrom(...flags),
  fc.tuple(fc.constantFrom(...flags), odd).map(([flag, text]) => `${flag}=${text}`),
  fc.tuple(fc.constantFrom(...flags), odd).map(([flag, text]) => `${flag}.${text}`),
  fc.tuple(fc.constantFrom(...flags), odd).map(([flag, text]) => flag + text),
  fc.constantFrom(...flags).map((flag) => flag.replace(/^--/, "--no-")),
  odd.map((text) => `--${text}`),
  odd.map((text) => `-${text}`),
  fc.constantFrom(...commands.map(({ name }) => name)),
);

test("every command line is either parsed or refused with a sentence of ours", async () => {
  const known = {
    names: commands.map(({ name }) => name),
    options: async (): Promise<OptionTable> => Object.assign({}, ...commands.map(({ options }) => options)),
  };
  const follow = async (argv: readonly string[]) => {
    const request = await findCommand(argv, known);
    if (request.kind !== "run") return;
    const command = commands.find(({ name }) => name === request.command)!;
    const parsed = command.parse([...readWords(request.argv, grammarOf(command.options), "HELP")]);
    requireTypes(parsed.shared, command);
  };
  await fc.assert(
    fc.asyncProperty(
      fc.array(word, { maxLength: 6 }),
      fc.constantFrom(...known.names),
      async (argv, name) => {
        for (const line of [argv, [name, ...argv]]) {
          try {
            await follow(line);
          } catch (error) {
            if (!(error instanceof UsageError)) throw error;
          }
        }
      },
    ),
    { numRuns: 100 },
  );
});

/** Each option has a value of the type that its table promises. */
function requireTypes(shared: object, { options }: Command): void {
  for (const [name, text] of Object.entries(shared)) {
    const option = options[name]!;
    const empty = (() => {
      try {
        return option.read([], `--${name}`);
      } catch {
        return "";
      }
    })();
    if (empty !== undefined) assert.is(typeof text, typeof empty, name);
    else assert.ok(text === undefined || typeof text === "string" || typeof text === "number", name);
    assert.is(Array.isArray(text), Array.isArray(empty), name);
  }
}

test("what is given arrives unchanged, whatever it looks like", () => {
  const texts = fc.string({ minLength: 1, maxLength: 12, unit: "grapheme" });
  fc.assert(
    fc.property(
      texts,
      fc.array(texts, { maxLength: 3 }),
      texts,
      fc.array(odd),
      (flake, hosts, name, bare) => {
        const line = [
          `--flake=${flake}`,
          ...hosts.map((host) => `--host=${host}`),
          `--option=${name}`,
          "1",
          "--",
          ...bare,
        ];
        const parsed = parse(...line);
        assert.is(parsed.options.flake, flake);
        assert.equal(parsed.options.host, hosts);
        assert.equal(parsed.options.option, [[name, "1"]]);
        assert.equal(parsed.bare, bare);
      },
    ),
    { numRuns: 100 },
  );
});

test.run();
