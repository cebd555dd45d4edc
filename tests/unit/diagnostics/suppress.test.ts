import { test } from "uvu";
import * as assert from "uvu/assert";
import { UsageError } from "../../../src/base/errors.ts";
import { ignoresOf, parseIgnore, suppress } from "../../../src/diagnostics/suppress.ts";
import { RULES } from "../../../src/features/audit/rules/index.ts";
import { failure, fullFacts, manifest, service } from "../../support/services.ts";
import { facts } from "../features/audit/facts.ts";

const parse = (text: string) => parseIgnore(text, RULES.has);

test("a code with its reason, and perhaps a service", () => {
  assert.equal(parse("CU404= a=b "), { code: "CU404", service: null, reason: "a=b" });
  assert.equal(parse("CU404:a:b c=why"), { code: "CU404", service: "a:b c", reason: "why" });
});

test("anything else is refused", () => {
  for (const text of ["CU404", "CU404=", "=x", "CU404:=x", "cu404=x"])
    assert.match(
      failure(UsageError, () => parse(text)).message,
      /expected CODE=REASON or CODE:SERVICE=REASON/,
    );
  assert.is(
    failure(UsageError, () => parse("CU999=x")).message,
    '--ignore "CU999=x": there is no code CU999',
  );
});

test("what a configuration ignores counts for its service alone", () => {
  const web = { ...service("web"), full: fullFacts({ ignore: { CU408: "it is large" } }) };
  const host = manifest([web, service("db"), { name: "broken", error: null }]);
  assert.equal(ignoresOf(host), [{ code: "CU408", service: "web", reason: "it is large" }]);
});

test("what is ignored is kept apart with its reason", () => {
  const found = RULES.check(facts({ policy: { maxPaths: 0, maxSize: 0 } }));
  const codes = (text: string) => {
    const { kept, ignored } = suppress(found, [parse(text)]);
    return [kept.map(({ code }) => code), ignored.map(({ code, reason }) => `${code} ${reason}`)];
  };
  assert.equal(codes("CU408:web=it is large"), [["CU409"], ["CU408 it is large"]]);
  assert.equal(codes("CU409=why"), [["CU408"], ["CU409 why"]]);
  assert.equal(codes("CU408:other=no"), [["CU408", "CU409"], []]);
  const both = suppress(found, [parse("CU408=first"), parse("CU408:web=second")]);
  assert.is(both.ignored[0]!.reason, "first");
});

test.run();
