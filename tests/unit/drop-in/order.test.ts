import { graphOf } from "../../../src/store-path/graph.ts";
import fc from "fast-check";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { resolveContext } from "../../../src/store-path/context.ts";
import { generateDropIns } from "../../../src/drop-in/generate.ts";
import { decodeManifest } from "../../../src/manifest/decode.ts";
import type { Json } from "../../../src/manifest/types.ts";
import { links, manifest, script, SCRIPTS, service, storePath, withShell } from "../../support/services.ts";

const SIZE = 8;
const drv = (n: number) => storePath(n + 100, "x.drv");

/** Services that run some of the paths of a graph, and name them by outputs of derivations. */
const hosts = fc.record({
  edges: fc.array(fc.uniqueArray(fc.nat(SIZE - 1)), { minLength: SIZE, maxLength: SIZE }),
  links: fc.uniqueArray(fc.nat(SIZE - 1), { maxLength: 3 }),
  runs: fc.array(fc.uniqueArray(fc.nat(SIZE - 1), { maxLength: 4 }), { minLength: 1, maxLength: 5 }),
});

/** The same JSON with the members of every object in another order. */
function turned(value: Json): Json {
  if (Array.isArray(value)) return value.map(turned);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .toReversed()
      .map(([key, each]) => [key, turned(each)]),
  );
}

test("the order of services, of members, of the graph and of its references changes no byte", () => {
  fc.assert(
    fc.property(hosts, fc.boolean(), ({ edges, links: leading, runs }, isRead) => {
      const services = runs.map((run, i) => ({
        ...withShell(
          service(
            `s${i}@:x`,
            run.map((n) => `${storePath(n)}/bin/x`),
          ),
          i === 1 ? storePath(0) : null,
        ),
        context: Object.fromEntries(run.map((n) => [drv(n), { outputs: ["out"] }])),
        settings: { PrivateTmp: i % 2 === 0, RootDirectory: "/var/empty" },
        reference: isRead ? { script: i === 1 ? "a" : "b" } : null,
      }));
      const scripts = { a: script(SCRIPTS["2022"]), b: script(SCRIPTS["2024 without a shell"]) };
      const host = manifest(services, isRead ? null : "2024", isRead ? scripts : {});
      const graph = edges.map((to, n): [string, string[]] => [storePath(n), to.map((m) => storePath(m))]);
      const outputs = edges.map((_, n): [string, string] => [`${drv(n)}!out`, storePath(n)]);
      const store = links(
        Object.fromEntries(leading.map((n) => [storePath(n), n === 0 ? null : `/to/${n}`])),
      );
      const made = (from: unknown, nodes: [string, string[]][], table: [string, string][]) => {
        const rootsOf = ({ context }: { context: Parameters<typeof resolveContext>[0] }) =>
          resolveContext(context, new Map(table));
        const { dropIns, errors } = generateDropIns(decodeManifest(from), graphOf(nodes), rootsOf, store, {
          strict: false,
        });
        return [
          ...dropIns.map(({ path, content }) => [path, content]),
          ...errors.map(({ message }) => [message]),
        ].sort();
      };
      const reversed = { ...host, services: services.toReversed() } as unknown as Json;
      assert.equal(
        made(
          turned(reversed),
          graph.toReversed().map(([path, to]) => [path, to.toReversed()]),
          outputs.toReversed(),
        ),
        made(host, graph, outputs),
      );
    }),
  );
});

test.run();
