import { test } from "uvu";
import * as assert from "uvu/assert";
import { findCommand, type Request } from "../../../src/cli/find-command.ts";
import { flag, value, type OptionTable } from "../../../src/cli/option.ts";
import { HOST_RESULTS, SHARED } from "../../../src/cli/options.ts";
import { UsageError } from "../../../src/base/errors.ts";
import { loadCommands } from "../../../src/commands.ts";

const OWN: OptionTable = { out: value("DIR", "where", { alias: "o" }), strict: flag("all") };
let loads = 0;
const known = {
  names: ["list", "build", "generate"],
  options: async () => {
    loads++;
    return { ...OWN, ...HOST_RESULTS, ...SHARED };
  },
};

const find = (...argv: string[]): Promise<Request> => findCommand(argv, known);

async function problem(...argv: string[]): Promise<string> {
  try {
    return JSON.stringify(await find(...argv));
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    return `${error.message}; ${error.hint}`;
  }
}

test("the command is the first word that is no option's value", async () => {
  assert.equal(await find("list", "build"), { kind: "run", command: "list", argv: ["build"] });
  assert.equal(await find("--host", "build", "list"), {
    kind: "run",
    command: "list",
    argv: ["--host", "build"],
  });
  assert.equal(await find("-qf", "list", "build"), {
    kind: "run",
    command: "build",
    argv: ["-qf", "list"],
  });
  assert.equal(await find("--json", "--option", "build", "list", "generate"), {
    kind: "run",
    command: "generate",
    argv: ["--json", "--option", "build", "list"],
  });
});

test("an option that only some command has is looked up when it stands before the command", async () => {
  const before = loads;
  await find("--json", "list");
  assert.is(loads, before);
  assert.equal(await find("--out", "list", "generate"), {
    kind: "run",
    command: "generate",
    argv: ["--out", "list"],
  });
  assert.is(loads, before + 1);
});

test("questions are answered wherever they stand before --", async () => {
  assert.equal(await find("list", "--help"), { kind: "help", command: "list" });
  assert.equal(await find("--color", "always", "--help"), { kind: "help", command: null });
  assert.equal(await find("help", "build"), { kind: "help", command: "build" });
  assert.equal(await find("help"), { kind: "help", command: null });
  assert.equal(await find("list", "-V"), { kind: "version" });
  assert.equal(await find("list", "--", "--help"), {
    kind: "run",
    command: "list",
    argv: ["--", "--help"],
  });
});

test("what is no command is named", async () => {
  assert.is(await problem(), "no command given; confined-units --help lists the commands");
  assert.is(await problem("--quiet"), "no command given; confined-units --help lists the commands");
  assert.is(await problem("lsit"), 'unknown command "lsit"; did you mean list?');
  assert.is(await problem("help", "lsit"), 'unknown command "lsit"; did you mean list?');
  assert.is(await problem("--verison"), "unknown option --verison; did you mean --version?");
});

test("an option takes as many values in every command", async () => {
  const takes = new Map<string, number>();
  for (const { name, options } of await loadCommands())
    for (const [option, { values, alias }] of Object.entries(options))
      for (const spelling of [option, ...(alias === undefined ? [] : [alias])]) {
        assert.is(takes.get(spelling) ?? values.length, values.length, `${name} --${option}`);
        takes.set(spelling, values.length);
      }
});

test.run();
