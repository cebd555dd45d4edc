import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { importGraph, importsOf, type Arrow } from "../../scripts/rooms/imports.ts";
import { circleIn, objection, roomOf, twoWayPairs } from "../../scripts/rooms/judge.ts";
import { FEATURES, ROOMS } from "../../scripts/rooms/rooms.ts";
import { root } from "../support/run.ts";

const graph = importGraph(root);

test("each room imports only what stands above it in the list", () => {
  assert.equal(
    graph.map(objection).filter((each) => each !== null),
    [],
  );
});

test("no two rooms import each other, and no file leads back to itself", () => {
  assert.equal(twoWayPairs(graph), []);
  assert.equal(circleIn(graph), null);
});

test("every directory of src is a room, every feature is in the order", () => {
  const directories = (path: string) =>
    readdirSync(join(root, path), { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => name)
      .toSorted();
  const known = new Set<string>(ROOMS);
  assert.equal(
    directories("src").filter((name) => !known.has(name)),
    [],
  );
  assert.equal(directories("src/features"), [...FEATURES].toSorted());
});

test("commands.ts, main.ts and bin.ts stand above the rooms", () => {
  const importers = graph.filter(({ to }) => to === "src/commands.ts").map(({ from }) => from);
  assert.ok(importers.every((from) => roomOf(from) === null));
});

test("no file of src has more than 300 lines", () => {
  const long = [...new Set(graph.map(({ from }) => from))].filter(
    (file) => readFileSync(join(root, file), "utf8").split("\n").length > 301,
  );
  assert.equal(long, []);
});

const JUDGED: [file: string, text: string, says: RegExp | null][] = [
  [
    "src/base/a.ts",
    `import { b } from "../store-path/b.ts";`,
    /^src\/base\/a\.ts imports src\/store-path\/b\.ts: /,
  ],
  ["src/store-path/a.ts", `export * from "../systemd/b.ts";`, /systemd\/ stands above store-path/],
  ["src/systemd/a.ts", `import type { B } from "../manifest/b.ts";`, /manifest\/ stands above systemd/],
  ["src/drop-in/a.ts", `const b = await import("../programs/b.ts");`, /programs\/ stands above drop-in/],
  ["src/fs/a.ts", `new Worker(new URL("../nix/b.ts", import.meta.url));`, /nix\/ stands above fs/],
  ["src/manifest/a.ts", `import { join } from "node:path";`, /manifest\/ is pure/],
  ["src/service/a.ts", `import yargs from "yargs";`, /service\/ is pure/],
  ["src/nix/a.ts", `import { spawn } from "node:child_process";`, /only process\/ starts programs/],
  ["src/process/a.ts", `import { spawn } from "node:child_process";`, null],
  ["src/report/a.ts", `import { b } from "../features/audit/b.ts";`, /features\/ stands above report/],
  ["src/cli/a.ts", `import { b } from "../commands.ts";`, /stand above them all/],
  ["src/builder.ts", `import { b } from "./service/b.ts";`, /Nix builds hold only/],
  ["src/builder.ts", `import { b } from "./drop-in/b.ts";`, null],
  [
    "src/features/audit/a.ts",
    `import { b } from "../explain/b.ts";`,
    /does not stand before features\/audit/,
  ],
  ["src/features/suggest/a.ts", `import { b } from "../audit/b.ts";`, null],
  ["src/features/suggest/a.ts", `import { b } from "../audit/adapters/b.ts";`, /imports no adapter/],
  [
    "src/features/suggest/command.ts",
    `import { b } from "../audit/command.ts";`,
    /no other feature's command/,
  ],
  [
    "src/features/audit/a.ts",
    `import { b } from "../../nix/b.ts";`,
    /only a feature's command\.ts and adapters\//,
  ],
  ["src/features/audit/a.ts", `import { b } from "./adapters/b.ts";`, /imports no adapter/],
  ["src/features/audit/adapters/a.ts", `import { b } from "../../../nix/b.ts";`, null],
  ["src/features/audit/rules/a.ts", `import { readFileSync } from "node:fs";`, /core is pure/],
  ["src/nix/a.ts", `import { b } from "../process/b.js";`, /names its file with \.ts/],
];

for (const [file, text, says] of JUDGED) {
  test(`${file}: ${text}`, () => {
    const [found, ...others] = importsOf(file, text).map(objection);
    assert.equal(others, []);
    if (says === null) assert.is(found, null);
    else assert.match(found ?? "", says);
  });
}

test("an import that is computed cannot be checked", () => {
  assert.throws(() => importsOf("src/cli/a.ts", "await import(name);"), "computes what it loads");
});

test("a circle is named as the way through it", () => {
  const arrow = (from: string, to: string): Arrow => ({
    from,
    to,
    specifier: to,
    relative: true,
    kind: "static",
  });
  assert.equal(circleIn([arrow("a", "b"), arrow("b", "c"), arrow("c", "a")]), ["a", "b", "c", "a"]);
  assert.is(circleIn([arrow("a", "b"), arrow("a", "c"), arrow("b", "c")]), null);
});

test.run();
