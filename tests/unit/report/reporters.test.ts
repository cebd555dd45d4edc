import { test } from "uvu";
import * as assert from "uvu/assert";
import { UsageError } from "../../../src/base/errors.ts";
import { lines, type Document } from "../../../src/report/document.ts";
import type { ReportedFinding } from "../../../src/report/finding.ts";
import type { ReportKind } from "../../../src/report/reporter.ts";
import { REPORTERS, type ReporterName } from "../../../src/report/reporters.ts";
import { renderLines } from "../../../src/report/spans.ts";
import { readable, shownText } from "../../support/document.ts";

const FINDING: ReportedFinding = {
  code: "CU101",
  severity: "error",
  confidence: "medium",
  service: "backup job",
  message: "no ln",
  why: "It fails.",
  args: { command: "ln" },
  option: ["script"],
  target: { kind: "option" },
  place: { file: "a.nix", line: 3, column: 5, endLine: 3, endColumn: 9 },
  fixes: [{ title: "empty it", applicability: "unsafe", lines: ["path = [ ];"], edits: [] }],
};

const TABLE: Document = {
  data: { services: [{ name: "web" }] },
  blocks: [{ kind: "table", columns: [{ title: "SERVICE" }], rows: [["web"]] }],
};

const FINDINGS: Document = { data: { findings: [] }, blocks: [{ kind: "findings", findings: [FINDING] }] };

/** What a reporter prints on stdout, and what it notes. */
function printed(name: ReporterName, kind: Partial<ReportKind> = {}, single = false) {
  const shown = { out: "", notes: [] as string[] };
  const reporter = REPORTERS[name](
    {
      out: (text) => void (shown.out += text),
      show: (all) => void (shown.out += renderLines(all, false)),
      note: (sentence) => void shown.notes.push(sentence),
      isOneScreen: false,
    },
    { perHost: true, showsFailedHosts: true, ...kind },
  );
  reporter.host({ name: "a", single }, [TABLE]);
  reporter.failure({ name: "b", single }, new UsageError("no", { hint: "yes" }));
  reporter.host({ name: "c", single }, [{ data: { path: "/x" }, blocks: [lines(["/x"])], namesHost: true }]);
  reporter.result({ data: { out: "d" }, blocks: [] });
  reporter.summary("done");
  reporter.end();
  return shown;
}

test("human: a title for each of several hosts, and a blank line between blocks", () => {
  const { out, notes } = printed("human");
  assert.is(out, "a\nSERVICE\nweb\n\nb\nfailed: no\n\n/x\n");
  assert.equal(notes, ["done", "1 of 3 hosts failed: b"]);
  assert.is(printed("human", { showsFailedHosts: false }).out, "a\nSERVICE\nweb\n\n/x\n");
  assert.is(printed("human", {}, true).out, "SERVICE\nweb\n\n/x\n");
});

test("json: one document, with hosts and failures where a command has them", () => {
  const hosts = [
    { host: "a", services: [{ name: "web" }] },
    { host: "c", path: "/x" },
  ];
  const failures = [{ host: "b", error: "no", hint: "yes" }];
  assert.equal(JSON.parse(printed("json").out), { schema: 1, hosts, failures, out: "d" });
  assert.equal(JSON.parse(printed("json", { perHost: false }).out), { schema: 1, out: "d" });
  assert.equal(printed("json").notes, []);
  const each = printed("json-lines").out.trimEnd().split("\n");
  assert.equal(
    each.map((line) => JSON.parse(line) as unknown),
    [
      { schema: 1, ...hosts[0] },
      { schema: 1, ...failures[0] },
      { schema: 1, ...hosts[1] },
      { schema: 1, out: "d" },
    ],
  );
});

test("a finding is coloured whatever its service is called, and without one", () => {
  const shown = readable(shownText(FINDINGS, null, true));
  assert.is(
    shown,
    "<31;1>error<0> CU101 backup job: no ln (medium confidence)\n  a.nix:3:5: script\n  It fails.\n  fix, to be reviewed: empty it\n  <32>+ path = [ ];<0>\n",
  );
  const ofFile = { ...FINDING, service: null, severity: "note" as const, place: null };
  const blocks = [{ kind: "findings" as const, findings: [ofFile] }];
  assert.match(
    readable(shownText({ data: {}, blocks }, null, true)),
    /^<33;1>note<0> CU101 a service: no ln/,
  );
});

test("titles and heads of tables have their own styles", () => {
  assert.is(readable(shownText(TABLE, "web", true)), "<1>web<0>\n<2>SERVICE<0>\nweb\n");
});

test.run();
