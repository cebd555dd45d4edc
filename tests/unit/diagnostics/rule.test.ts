import { test } from "uvu";
import * as assert from "uvu/assert";
import { distinct, findingJson, identityOf } from "../../../src/diagnostics/finding.ts";
import { manual, safe } from "../../../src/diagnostics/fix.ts";
import { makeRegistry } from "../../../src/diagnostics/registry.ts";
import { ruleDefiner } from "../../../src/diagnostics/rule.ts";

interface Facts {
  name: string;
  libraries: readonly string[];
}

const defineRule = ruleDefiner<Facts>(({ name }) => ({ name, ownModule: true }));

const TEXT = {
  title: "A library is missing",
  fixes: [["safe", "Add it."]],
  wrong: "a = 1;",
  journal: "Nothing.",
  right: "a = 2;",
  limits: "None.",
} as const;

const library = defineRule({
  ...TEXT,
  code: "CU902",
  severity: "error",
  confidence: "high",
  message: "{library} is missing",
  why: "It needs {library}, number {count:number}.",
  check: ({ libraries }, found) =>
    libraries.map((name, count) =>
      found({ library: name, count }, { option: ["x"], fixes: [safe({ kind: "path" })] }),
    ),
});

const name = defineRule({
  ...TEXT,
  code: "CU901",
  severity: "warning",
  confidence: "low",
  message: "it has a name",
  why: "It may be long.",
  check: (_, found) => [found({}, { option: ["y", "z"], target: { kind: "text", text: "t" } })],
});

const WEB = { name: "web", ownModule: true };

test("a finding has the texts of its rule, filled with its arguments", () => {
  assert.equal(library.check({ name: "web", libraries: ["libz"] }), [
    {
      code: "CU902",
      severity: "error",
      confidence: "high",
      service: "web",
      args: { library: "libz", count: 0 },
      option: ["x"],
      target: { kind: "option" },
      place: null,
      message: "libz is missing",
      why: "It needs libz, number 0.",
      fixes: [
        {
          title: "add the packages of `path` to the chroot",
          applicability: "safe",
          lines: ["confinement.includePath = true;"],
          edits: [{ kind: "path" }],
        },
      ],
    },
  ]);
});

test("a finding of low confidence is a note, whatever the rule's severity", () => {
  const [found] = name.check({ name: "web", libraries: [] });
  assert.equal([found!.severity, found!.confidence], ["note", "low"]);
  const args = { library: "x", count: 1 };
  const low = library.report(WEB, args, { option: [], confidence: "low" });
  const medium = library.report(WEB, args, { option: [], confidence: "medium" });
  assert.equal([low.severity, low.confidence], ["note", "low"]);
  assert.equal([medium.severity, medium.confidence], ["error", "medium"]);
});

test("a service whose name is computed gets no fix, since Nix could not name it", () => {
  const args = { library: "x", count: 1 };
  const where = { option: [], fixes: [manual("do it", "x = 1;")] };
  assert.equal(library.report({ ...WEB, name: null }, args, where).fixes, []);
  assert.is(library.report(WEB, args, where).fixes.length, 1);
});

test("the compiler refuses an argument that the rule's texts do not have, and one that is missing", () => {
  // @ts-expect-error misspelt
  library.report(WEB, { libary: "x", count: 1 }, { option: [] });
  // @ts-expect-error a placeholder of `why` is missing
  library.report(WEB, { library: "x" }, { option: [] });
  // @ts-expect-error it has no arguments
  name.report(WEB, { library: "x" }, { option: [] });
  defineRule({
    ...TEXT,
    code: "CU903",
    severity: "note",
    confidence: "low",
    message: "{library} is missing",
    why: "",
    // @ts-expect-error misspelt in the check
    check: (_, found) => [found({ libary: "x" }, { option: [] })],
  });
  defineRule({
    ...TEXT,
    code: "CU904",
    severity: "note",
    confidence: "low",
    message: "{library} is missing",
    // @ts-expect-error the message for several findings has an argument that the one for one lacks
    many: "{libraries:names} are missing",
    why: "",
    check: () => [],
  });
});

test("a registry is ascending by code, and has each code once", () => {
  const registry = makeRegistry([library, name] as const);
  assert.equal(
    registry.rules.map(({ code }) => code),
    ["CU901", "CU902"],
  );
  assert.ok(registry.has("CU901"));
  assert.not.ok(registry.has("CU903"));
  assert.is(registry.get("CU902"), library);
  assert.is(registry.get("CU903"), undefined);
  assert.throws(() => makeRegistry([library, library] as const), /same code/);
});

test("a registry finds each thing once, ascending by code", () => {
  const registry = makeRegistry([library, name] as const);
  const found = registry.check({ name: "web", libraries: ["a", "b"] });
  assert.equal(
    found.map(({ code }) => code),
    ["CU901", "CU902", "CU902"],
  );
  assert.is(distinct([...found, ...found]).length, 3);
});

test("findings are the same by code, option and arguments, in whatever order these are", () => {
  const args = { library: "a", count: 1 };
  const one = { code: "CU902", option: ["x"], args };
  assert.is(identityOf(one), identityOf({ ...one, args: { count: 1, library: "a" } }));
  for (const other of [
    { ...one, code: "CU903" },
    { ...one, code: null },
    { ...one, option: ["x", "y"] },
    { ...one, args: { ...args, count: 2 } },
    { ...one, args: { ...args, count: "1" } },
  ])
    assert.is.not(identityOf(one), identityOf(other));
});

test("JSON has the option with its place, and null for what is not known", () => {
  const [found] = library.check({ name: "web", libraries: ["libz"] });
  const place = { file: "a.nix", line: 1, column: 5, endLine: 1, endColumn: 9 };
  const json = findingJson({ ...found!, place });
  assert.equal(Object.keys(json), [
    "service",
    "code",
    "severity",
    "confidence",
    "message",
    "why",
    "args",
    "at",
    "fixes",
  ]);
  assert.equal(json.at, { option: ["x"], ...place });
  const unknown = { line: null, column: null, endLine: null, endColumn: null };
  assert.equal(findingJson(found!).at, { option: ["x"], file: null, ...unknown });
  const file = { ...place, line: 0, column: 0, endLine: 0, endColumn: 0 };
  assert.equal(findingJson({ ...found!, place: file }).at, { option: ["x"], file: "a.nix", ...unknown });
});

test.run();
