import { test } from "uvu";
import * as assert from "uvu/assert";
import { COMMANDS, loadCommands } from "../../src/commands.ts";

test("the list of commands has the names and summaries that the commands have themselves", async () => {
  assert.equal(
    COMMANDS.map(({ name, summary }) => ({ name, summary })),
    (await loadCommands()).map(({ name, summary }) => ({ name, summary })),
  );
});

test.run();
