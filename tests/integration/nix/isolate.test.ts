import { test } from "uvu";
import * as assert from "uvu/assert";
import { evaluateHosts } from "../../../src/nix/evaluate/eval.ts";
import { NixError } from "../../../src/nix/errors/errors.ts";
import { flakeWith, outline } from "./host-flake.ts";
import { evaluations, testNix } from "./support.ts";

const LEAN = { depth: "lean" } as const;

/** One host of 64 services, of which these are bad, its outcome, and how many evaluations it took. */
async function hostOf64(bad: readonly number[]) {
  const isBad = bad.map((i) => `i == ${i}`).join(" || ");
  const ref = flakeWith(`{ h = host { } (numbered 64 (i: if ${isBad} then uncatchable else { })); }`);
  const { nix, commands } = testNix();
  const [result] = await evaluateHosts(nix, { kind: "flake", ref }, LEAN);
  assert.ok(result && "manifest" in result);
  return { services: result.manifest.services, count: evaluations(commands) };
}

for (const bad of [[0], [63], [40], [3, 4, 5], [0, 31, 63], [10, 20, 60]]) {
  test(`of 64 services ${bad.join(", ")} fail: at most 12 evaluations for each, in all, and the others are kept`, async () => {
    const { services, count } = await hostOf64(bad);
    assert.is(services.length, 64);
    const failed = services.filter((entry) => "error" in entry);
    assert.equal(failed.map(({ name }) => name).toSorted(), bad.map((i) => `s${i}`).toSorted());
    for (const { error } of failed) {
      assert.match(error ?? "", /^attribute 'oops' missing \((?!\/nix\/store).*\/flake\.nix:\d+:\d+\)$/);
    }
    assert.equal(
      services.map(({ name }) => name),
      services.map(({ name }) => name).toSorted(),
    );
    assert.ok(count <= bad.length * 12, `${count} evaluations`);
  });
}

test("bad services of one host cost the other hosts nothing", async () => {
  const ref = flakeWith(`{
    a = host { } { x = { }; };
    b = host { } { bad = uncatchable; y = { }; worse = caught "by hand"; };
    c = host { } { z = { }; };
  }`);
  const results = outline(await evaluateHosts(testNix().nix, { kind: "flake", ref }, LEAN));
  const { b, ...others } = results;
  assert.equal(others, { a: ["x"], c: ["z"] });
  assert.match((b as string[]).join("\n"), /^bad: attribute 'oops' missing .*\nworse: by hand.*\ny$/);
});

test("what tryEval caught gets its message, with one evaluation for each", async () => {
  const ref = flakeWith(
    '{ h = host { } { a = { }; b = caught "first\\nreason"; c = { }; d = caught "second reason"; }; }',
  );
  const { nix, commands } = testNix();
  const results = await evaluateHosts(nix, { kind: "flake", ref }, LEAN);
  assert.equal(outline(results), { h: ["a", "b: first reason", "c", "d: second reason"] });
  assert.is(evaluations(commands), 3);
});

/** A host whose dialect is to be read from these elements of systemd.packages, Nix expressions. */
function undeclared(elements: string, services: string): string {
  return `{ h = host { confinedUnits = { }; systemd.packages = [ ${elements} ]; } { ${services} }; }`;
}

/** The reference's derivation as manifest.nix knows it. */
const reference = (service: string, script: string) =>
  `{ excludedPath = "x"; serviceName = "${service}.service"; buildCommand = ${script}; }`;

test("a host whose systemd.packages fail says that declaring the dialect is the way out, and with it evaluates", async () => {
  const ref = flakeWith(undeclared("{ }.oops", "a = { };"));
  const { nix } = testNix();
  const [result] = await evaluateHosts(nix, { kind: "flake", ref }, LEAN);
  assert.ok(result && "error" in result && result.error instanceof NixError);
  assert.is(result.error.message, "attribute 'oops' missing");
  assert.match(result.error.hint ?? "", "--dialect");
  assert.equal(outline(await evaluateHosts(nix, { kind: "flake", ref }, { ...LEAN, dialect: "2024" })), {
    h: ["a"],
  });
});

test("a host that fails whatever the dialect says nothing of dialects", async () => {
  const ref = flakeWith("{ h = { config.systemd.services = { }.oops; }; }");
  const [result] = await evaluateHosts(testNix().nix, { kind: "flake", ref }, LEAN);
  assert.ok(result && "error" in result);
  assert.is(result.error.hint, undefined);
});

test("scripts that were not read for a PrivateTmp that is a string are read where they can be", async () => {
  const disconnected = 'serviceConfig.PrivateTmp = "disconnected";';
  const script = (name: string) => reference(name, '"line of the script\\n"');
  const elements = [
    script("a"),
    script("b"),
    reference("c", 'if "disconnected" then "" else ""'),
    script("d"),
  ];
  const services = `a = { }; b = { ${disconnected} }; c = { ${disconnected} }; d = { ${disconnected} };`;
  const ref = flakeWith(undeclared(elements.join(" "), services));
  const { nix, commands } = testNix();
  const [result] = await evaluateHosts(nix, { kind: "flake", ref }, LEAN);
  assert.ok(result && "manifest" in result);
  const { services: entries, scripts } = result.manifest;
  assert.is(Object.keys(scripts).length, 1);
  for (const entry of entries) {
    if ("error" in entry) assert.is(entry.name, "c");
    else assert.ok(entry.reference?.script !== null && entry.reference!.script in scripts, entry.name);
  }
  const failed = entries.find((entry) => "error" in entry);
  assert.match(failed?.error ?? "", /^PrivateTmp is "disconnected".*#560614.*--dialect 2026/);
  assert.is(entries.length, 4);
  assert.ok(evaluations(commands) <= 6, String(evaluations(commands)));
});

test("a service fails alone and a script cannot be read: each gets its own message", async () => {
  const ref = flakeWith(
    undeclared(
      `${reference("p", 'if "disconnected" then "" else ""')}`,
      'p.serviceConfig.PrivateTmp = "disconnected"; bad = uncatchable; sad = caught "no";',
    ),
  );
  const { h } = outline(await evaluateHosts(testNix().nix, { kind: "flake", ref }, LEAN));
  assert.match(
    (h as string[]).join("\n"),
    /^bad: attribute 'oops' missing.*\np: PrivateTmp is "disconnected".*\nsad: no$/,
  );
});

test.run();
