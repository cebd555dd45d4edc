import { test } from "uvu";
import * as assert from "uvu/assert";
import { parserOf } from "../../../src/nix-source/parser.ts";
import { openSources } from "../../../src/nix-source/sources.ts";
import { parseWorker } from "../../../src/parsing/client.ts";
import { directoryWith } from "../nix/support.ts";
import { skipped } from "../../support/skip.ts";

/** The grammar of the shell recovers from the last of these errors with the square of its lines in memory. */
const ABORTS = `#!/bin/sh\n${"a |\n".repeat(12_000)}`;

test("a script that the parser aborts on is not looked at, and the next one is", async () => {
  const errors: unknown[] = [];
  const worker = parseWorker({ onError: (error) => errors.push(error) });
  const read = async (text: string) => {
    const found = await worker.run("x", { kind: "shell", text });
    return "value" in found ? found.value.commands.map(({ name }) => name) : found.notLookedAt;
  };
  assert.equal(await Promise.all([read("ls | wc"), read(ABORTS), read("id"), read("ls\n".repeat(40_000))]), [
    ["ls", "wc"],
    "its parser gave up: Aborted()",
    ["id"],
    "it has more than 100,000 syntax nodes",
  ]);
  assert.equal(errors, []);
  worker.close();
});

test("a Nix file over the limits has the place that Nix gave", async () => {
  const parser = await parserOf("nix");
  if ("problem" in parser) return skipped(parser.problem);
  const worker = parseWorker();
  const directory = directoryWith({
    "line.nix": `{ a = [ ${"b ".repeat(40_000)} ]; }`,
    "long.nix": `{ a = [ ${"b\n".repeat(600_000)} ]; }`,
    "good.nix": "{ a = [ b ]; }",
  });
  const look = async (name: string) => {
    const definition = { option: ["a"], file: `${directory}/${name}`, line: 1, column: 3 };
    const { place, reason } = await openSources(worker).locate(definition, { kind: "element", index: 0 });
    return [place.column, reason];
  };
  assert.equal(await look("line.nix"), [
    3,
    `${directory}/line.nix is not looked at: it has a line of more than 65,536 bytes`,
  ]);
  assert.equal(await look("long.nix"), [
    3,
    `${directory}/long.nix is not looked at: it is longer than 1,048,576 bytes`,
  ]);
  assert.equal(await look("good.nix"), [9, null]);
  assert.equal((await look("."))[1], `${directory}/. is no file`);
  worker.close();
});

test.run();
