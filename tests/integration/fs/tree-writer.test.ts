/** An output that is replaced while another process works in it. FAULT_ROUNDS=500 for more rounds. */
import { spawn } from "node:child_process";
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { createInterface } from "node:readline";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { writeTree } from "../../../src/fs/tree.ts";
import { dropIn, failureOf, filesOf, put, scratchDirectory } from "./support/trees.ts";

const ROUNDS = Number(process.env["FAULT_ROUNDS"] ?? 40);
const base = scratchDirectory();
const log = join(base, "log");
const SERVICES = Array.from("abcdefgh");
const generation = (n: number) => SERVICES.map((name, i) => dropIn(name, 10 * n + i + 1));

test(`${ROUNDS} rounds: nothing that another process wrote is lost, and nothing that was there before`, async () => {
  writeFileSync(log, "");
  const writer = spawn(
    process.execPath,
    ["--import", import.meta.resolve("tsx"), join(import.meta.dirname, "support/writer.ts"), log],
    { stdio: ["pipe", "pipe", "inherit"] },
  );
  const lines = createInterface(writer.stdout)[Symbol.asyncIterator]();
  const outcomes = new Map<string, number>();
  try {
    for (let round = 0; round < ROUNDS; round++) {
      const directory = join(base, `round-${round}`);
      const target = join(directory, "out");
      put(target, generation(0));
      const hasThesis = round % 8 === 0;
      if (hasThesis) put(target, [{ path: "docs/thesis.txt", content: "years of work" }]);
      writer.stdin.write(`${target} ${round}\n`);
      assert.is((await lines.next()).value, "begun");
      let placed = 0;
      for (let n = 1; n <= 3; n++) {
        const failure = failureOf(() => writeTree(target, generation(n)));
        const message = failure?.message ?? "replaced";
        if (failure === null || message.includes("has the new drop-ins")) placed = n;
        const kind = message.replace(/^.*(has the new|is kept in|holds|changes|cannot write).*$/, "$1");
        outcomes.set(kind, (outcomes.get(kind) ?? 0) + 1);
        if (hasThesis) assert.match(message, "so it is not replaced");
      }
      assert.is((await lines.next()).value, "done");
      const found = filesOf(directory);
      const names = new Set(
        found.filter(({ path, content }) => basename(path) === content).map((file) => file.content),
      );
      for (const name of readFileSync(log, "utf8").split("\n").slice(0, -1))
        assert.ok(names.has(name), `${round}: ${name}`);
      const has = (path: string, content: string) =>
        found.some((file) => file.path.endsWith(`/${path}`) && file.content === content);
      for (const { path, content } of generation(placed)) assert.ok(has(path, content), `${round}: ${path}`);
      if (hasThesis) assert.ok(has("docs/thesis.txt", "years of work"), String(round));
      assert.not.ok(found.some(({ path }) => path.includes(".new-")));
      rmSync(directory, { recursive: true });
      writeFileSync(log, "");
    }
  } finally {
    writer.kill();
  }
  if (process.env["FAULT_ROUNDS"] !== undefined) process.stdout.write(`${JSON.stringify([...outcomes])}\n`);
});

test.run();
