/** Far more of everything than any host has: no hang, no crash, nothing left out. */
import { graphOf } from "../../../src/store-path/graph.ts";
import { mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Test } from "uvu";
import * as assert from "uvu/assert";
import { packageClosure } from "../../../src/store-path/closure.ts";
import { compareDropIns } from "../../../src/drop-in/compare/drop-in.ts";
import { unifiedDiff } from "../../../src/drop-in/compare/unified-diff.ts";
import { renderDropIn } from "../../../src/drop-in/render.ts";
import { cli, DIRECTORY, leftovers, manifestOf } from "./support.ts";

const HASH = "0123456789abcdfghijklmnpqrsvwxyz";

/** How much of each there is. */
export interface Sizes {
  bytes: number;
  services: number;
  lines: number;
}

/** Adds the tests: large.test.ts has a sample of large.slow.test.ts. */
export function testLarge(test: Test, { bytes, services, lines }: Sizes): void {
  /** Texts that look like one endless path, hash, word or line. */
  const ENDLESS = ["/a", "/", "a", "x\n", `/nix/store/${HASH}-a`, `/nix/store/${HASH.repeat(8)}`].map(
    (part) => part.repeat(Math.ceil(bytes / part.length)),
  );

  test(`a package text of ${bytes / 1_000_000} MB is read, whatever stands in it`, () => {
    const path = `/nix/store/${HASH}-web`;
    const graph = graphOf([[path, []]]);
    for (const text of ENDLESS) {
      assert.equal(packageClosure(graph, [path], text), text.includes(HASH) ? [path] : []);
      assert.equal(packageClosure(graph, [path], `${text}${HASH}`), [path]);
    }
  });

  test(`a manifest with a package text of ${bytes / 1_000_000} MB makes its drop-in`, () => {
    const [path, , word] = ENDLESS;
    const two = [
      { name: "path", text: path! },
      { name: "word", text: word! },
    ];
    writeFileSync(join(DIRECTORY, "long.json"), manifestOf(two));
    const { code, stderr } = cli(["generate", "--manifest", "long.json", "--out", "long"]);
    assert.is(code, 0, stderr);
    assert.is(stderr, "2 drop-ins\n");
  });

  test(`${services} services are all listed and written, and built in one derivation`, () => {
    const all = Array.from({ length: services }, (_, i) => ({ name: `service-${i}` }));
    writeFileSync(join(DIRECTORY, "many.json"), manifestOf(all));
    const listed = cli(["list", "--manifest", "many.json", "--json"]);
    assert.is(JSON.parse(listed.stdout).hosts[0].services.length, services, listed.stderr);
    const written = cli(["generate", "--manifest", "many.json", "--out", "many"]);
    assert.is(written.code, 0, written.stderr);
    assert.is(readdirSync(join(DIRECTORY, "many/lib/systemd/system")).length, services);
    const built = cli(["build", "--manifest", "many.json"]);
    assert.is(built.code, 0, built.stderr);
    assert.is(readdirSync(join(built.stdout.trim(), "lib/systemd/system")).length, services);
  });

  const binds = (prefix: string) =>
    Array.from({ length: lines }, (_, i) => {
      return { source: null, target: `/nix/store/${HASH}-${prefix}-${i}` };
    });
  const dropIn = (prefix: string) => renderDropIn({ binSh: null, inaccessible: [], binds: binds(prefix) });

  test(`drop-ins of ${lines} lines that have nothing in common are compared`, () => {
    const [from, to] = [dropIn("a"), dropIn("b")];
    const diff = unifiedDiff("a", from, "b", to).split("\n");
    assert.is(diff.filter((line) => line.startsWith("-Bind")).length, lines);
    assert.is(diff.filter((line) => line.startsWith("+Bind")).length, lines);
    assert.is(diff.filter((line) => line.startsWith(" ")).length, 1);
    const file = (content: string) => [
      { path: "lib/systemd/system/web.service.d/confinement.conf", content },
    ];
    const found = compareDropIns("web", file(from), file(to))!;
    assert.is(found.differences.length, 2 * lines);
    const other = from.replaceAll("BindReadOnlyPaths", "Other");
    assert.is(
      compareDropIns("web", file(other), file(other.replaceAll("Other", "Another")))!.differences.length,
      2 * lines,
    );
  });

  test(`directories with drop-ins of ${lines} lines are compared on the command line`, () => {
    for (const name of ["a", "b"]) {
      const directory = join(DIRECTORY, name, "lib/systemd/system/web.service.d");
      mkdirSync(directory, { recursive: true });
      writeFileSync(join(directory, "confinement.conf"), dropIn(name));
    }
    const { code, stdout, stderr } = cli(["diff", "a", "b", "--json"]);
    assert.is(code, 1, stderr);
    assert.is(JSON.parse(stdout).hosts[0].services[0].before.paths, lines);
    assert.is(cli(["diff", "a", "b"]).code, 1);
  });

  test("nothing half-written is left", () => assert.equal(leftovers(), []));
}
