import { suite } from "uvu";
import * as assert from "uvu/assert";
import { differences, type TruthCase } from "./support/judge.ts";
import type { Outcome } from "./support/outcome.ts";
import { decode, type PredictedFinding } from "./support/prediction.ts";

const test = suite("what counts as a difference");

const works: Outcome = { works: true, status: "works", journal: [] };
const fails: Outcome = { works: false, status: "1", journal: [] };
const found = (more: Partial<PredictedFinding> = {}): PredictedFinding => ({
  service: "it",
  code: "CU101",
  severity: "error",
  confidence: "high",
  message: "",
  fixes: [],
  ...more,
});
const truth = (more: Partial<TruthCase>): string[] =>
  differences([
    {
      service: "it",
      group: "",
      does: "",
      unconfined: works,
      confined: works,
      findings: [],
      unknown: [],
      fixes: [],
      ...more,
    },
  ]);
const unknown = [{ what: "files that it opens", why: "it is compiled" }];

test("a service that works is to have no finding that predicts a failure", () => {
  assert.equal(truth({}), []);
  assert.equal(truth({ findings: [found()] }), ["wrong high CU101 it"]);
  assert.equal(truth({ findings: [found({ confidence: "medium", severity: "warning" })] }), [
    "wrong medium CU101 it",
  ]);
  assert.equal(truth({ findings: [found({ confidence: "low", severity: "note" })] }), []);
  assert.equal(truth({ findings: [found({ code: "CU402", severity: "warning" })] }), []);
  assert.equal(truth({ unknown }), []);
});

test("a service that fails because of its chroot is to have one, or an unknown", () => {
  assert.equal(truth({ confined: fails }), ["miss it"]);
  assert.equal(truth({ confined: fails, findings: [found({ code: "CU402" })] }), ["miss it"]);
  assert.equal(truth({ confined: fails, findings: [found({ confidence: "low", severity: "note" })] }), [
    "hint it",
  ]);
  assert.equal(truth({ confined: fails, findings: [found()] }), []);
  assert.equal(truth({ confined: fails, unknown }), []);
  assert.equal(truth({ unconfined: fails, confined: fails }), ["broken it"]);
});

test("with all its fixes it is to work, and none is to break it", () => {
  const fixes = [{ codes: ["CU101"], all: true, outcome: fails }];
  assert.equal(truth({ fixes }), ["fix CU101 it"]);
  assert.equal(truth({ confined: fails, findings: [found()], fixes }), ["fix CU101 it"]);
  assert.equal(truth({ confined: fails, findings: [found()], fixes: [{ ...fixes[0]!, all: false }] }), []);
  assert.equal(truth({ fixes: [{ ...fixes[0]!, outcome: null }] }), ["fix CU101 it"]);
});

test("both forms of the audit's JSON are read", () => {
  const common = { service: "it", code: "CU101", severity: "error" };
  const now = { ...common, confidence: "sure", what: "no cat", fix: ["path = [ ];"] };
  const later = {
    ...common,
    confidence: "high",
    message: "no cat",
    fixes: [{ title: "", applicability: "safe", lines: ["path = [ ];"] }],
  };
  const expected = found({ message: "no cat", fixes: [{ applicability: "safe", lines: ["path = [ ];"] }] });
  assert.equal(decode({ hosts: [{ findings: [now] }] }).findings, [expected]);
  assert.equal(decode({ hosts: [{ findings: [later] }] }).findings, [expected]);
  const services = [{ name: "it", unknown }];
  assert.equal(decode({ hosts: [{ findings: [], services }] }).unknown.get("it"), unknown);
  assert.equal(decode({ hosts: [{ findings: [{ ...now, fix: ["path = [ … ];"] }] }] }).findings[0]!.fixes, [
    { applicability: "manual", lines: ["path = [ … ];"] },
  ]);
});

test.run();
