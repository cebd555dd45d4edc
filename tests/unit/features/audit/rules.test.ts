import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { listedArgument } from "../../../../src/diagnostics/message.ts";
import { RULES } from "../../../../src/features/audit/rules/index.ts";
import { root } from "../../../support/run.ts";
import { loadCases, snapshotFile, snapshotOf } from "./cases.ts";
import { facts } from "./facts.ts";

const cases = await loadCases();
const codes = RULES.rules.map(({ code }) => code);

test("each file of a rule is in the registry, under its code", () => {
  const files = readdirSync(join(root, "src/features/audit/rules")).filter((name) => name !== "index.ts");
  assert.equal(
    files.toSorted().map((name) => /^(CU\d{3})-[a-z0-9-]+\.ts$/.exec(name)?.[1]),
    codes,
  );
});

test("each rule has cases", () => {
  assert.equal([...cases.keys()], codes);
});

test("a service that is all right has no findings", () => {
  assert.equal(RULES.check(facts()), []);
});

for (const [code, each] of cases) {
  const { rule, finds, clean, others = {} } = each;
  test(`${code} finds what it should, as in its snapshot`, () => {
    assert.is(rule.code, code);
    assert.ok(Object.keys({ ...finds, ...others }).length > 0);
    for (const [title, given] of Object.entries(finds))
      assert.ok(rule.check(facts(given)).length > 0, `nothing is found: ${title}`);
    assert.is(snapshotOf(each), readFileSync(snapshotFile(code), "utf8"));
  });

  test(`${code} finds nothing where nothing is wrong`, () => {
    assert.ok(Object.keys(clean).length > 0);
    for (const [title, given] of Object.entries(clean)) assert.equal(rule.check(facts(given)), [], title);
  });

  test(`${code} says why in the same words for one finding and for several`, () => {
    if (rule.many === undefined) return;
    const listed = listedArgument(rule.many);
    assert.ok(listed !== null, "it lists nothing");
    assert.not.ok(rule.why.includes(`{${listed}`), "it is about one of several");
  });

  test(`${code} lists on its page how far its fixes can be applied`, () => {
    const listed = new Set(rule.fixes.map(([applicability]) => applicability));
    const found = Object.values(finds).flatMap((given) => rule.check(facts(given)));
    for (const { applicability } of found.flatMap(({ fixes }) => fixes)) assert.ok(listed.has(applicability));
  });
}

test.run();
