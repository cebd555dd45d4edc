/** The recorded cases as an evaluation builds them: from what nix/text-roots.nix reads in the text, or else from the text itself. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { dialectOf, manifestOf } from "../../../scripts/vectors/manifest.ts";
import { outcomeOf } from "../../../scripts/vectors/run.ts";
import { recordedStore } from "../../../scripts/vectors/store.ts";
import type { Roots } from "../../../src/drop-in/roots.ts";
import { evaluate } from "../../support/nix.ts";
import { root } from "../../support/run.ts";
import { recordedCases } from "../../unit/vectors/recorded.ts";

const scratch = mkdtempSync(join(tmpdir(), "confined-units-vectors-"));
test.after(() => rmSync(scratch, { recursive: true, force: true }));

const cases = recordedCases().filter(
  ({ rootPaths, contexts }) => (rootPaths ?? null) !== null && (contexts?.rootPathsText ?? null) !== null,
);

/** Each case is a host of its own, as it was recorded. */
function rootsInTexts(): (string[] | null)[] {
  const services = cases.map(({ service, rootPaths, contexts }) => ({
    name: service,
    packageText: rootPaths!.content,
    context: contexts!.rootPathsText,
  }));
  const file = join(scratch, "services.json");
  writeFileSync(file, JSON.stringify(services));
  return evaluate(
    `map (service: (import ${root}nix/text-roots.nix [ service ]).\${service.name} or null)
      (builtins.fromJSON (builtins.readFile ${file}))`,
  ) as (string[] | null)[];
}

const named = rootsInTexts();

test("what the text names is what Nix found in it, in all but the cases that are about strange contexts", () => {
  const left: string[] = [];
  cases.forEach((recorded, i) => {
    if (named[i] === null) left.push(recorded.service);
    else assert.equal(named[i]!.toSorted(), recordedStore(recorded).found.toSorted(), recorded.service);
  });
  assert.equal([...new Set(left)].toSorted(), [
    "context-dep-of-input",
    "context-discarded",
    "context-no-text",
    "context-partial-text",
    "sh-nocontext",
  ]);
  assert.ok(cases.length > 150);
});

test("all cases have their bytes, whichever of the two it is", () => {
  cases.forEach((recorded, i) => {
    const { service, vintage, result, rootPaths } = recorded;
    const paths = named[i];
    const table: Roots =
      (paths ?? null) === null ? { texts: { [service]: rootPaths!.path } } : { paths: { [service]: paths! } };
    const { status, content } = outcomeOf(recorded, manifestOf(recorded, dialectOf(vintage)), table);
    assert.is(status, result.status, `${vintage} ${service}`);
    assert.is(content, result.content, `${vintage} ${service}`);
  });
});

test.run();
