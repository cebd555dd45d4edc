import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { commandHelp } from "../../../src/cli/help.ts";
import { loadCommands } from "../../../src/commands.ts";
import { root } from "../../support/run.ts";

const PAGE = join(root, "docs/reference/command-line.md");
const page = readFileSync(PAGE, "utf8");
const commands = (await loadCommands()).map(commandHelp);

/** What stands in code marks: `--flake REF[#HOST]` → `--flake`. */
const written = new Set([...page.matchAll(/`(-{0,2}[a-zA-Z][\w-]*)/g)].map(([, word]) => word!));

test("the reference has every command and every option", () => {
  for (const { name, options } of commands) {
    assert.ok(written.has(name), `docs/reference/command-line.md: ${name}`);
    for (const flag of options.flatMap(({ flags }) => flags))
      assert.ok(written.has(flag), `docs/reference/command-line.md: ${name} ${flag}`);
  }
});

test("the reference has no option that there is none of", () => {
  const flags = new Set(commands.flatMap(({ options }) => options.flatMap((option) => option.flags)));
  const others = [...written].filter((word) => word.startsWith("-") && !flags.has(word));
  assert.equal(others.toSorted(), ["--version", "-V"]);
});

test("what the reference links to is there", () => {
  for (const [, target = ""] of page.matchAll(/\]\(([^)#]+)/g))
    assert.ok(existsSync(join(dirname(PAGE), target)), target);
});

test.run();
