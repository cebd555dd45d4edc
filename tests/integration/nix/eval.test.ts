import { test } from "uvu";
import * as assert from "uvu/assert";
import { UsageError } from "../../../src/base/errors.ts";
import { NixError } from "../../../src/nix/errors/errors.ts";
import { evaluateHosts } from "../../../src/nix/evaluate/eval.ts";
import { flakeWith, outline } from "./host-flake.ts";
import { evaluations, testNix, thrownBy } from "./support.ts";

const LEAN = { depth: "lean" } as const;

const THREE = flakeWith(`{
  one = host { } { a = { }; };
  "web.example" = host { } { b = { }; c.confinement.enable = false; };
  "odd\\"\\\${name}" = host { confinedUnits.dialect = "2022"; } { };
}`);

test("all hosts of a flake take one evaluation", async () => {
  const { nix, commands } = testNix();
  const results = await evaluateHosts(nix, { kind: "flake", ref: THREE }, LEAN);
  assert.equal(outline(results), { 'odd"${name}': [], one: ["a"], "web.example": ["b"] });
  assert.equal(
    results.map(({ host }) => host),
    ['odd"${name}', "one", "web.example"],
  );
  assert.is(evaluations(commands), 1);
  const [odd] = results;
  assert.ok(odd && "manifest" in odd);
  assert.is(odd.manifest.declaredDialect, "2022");
});

test("named hosts come in the order asked for, each once, and the others are not evaluated", async () => {
  const ref = flakeWith("{ a = host { } { }; b = { }.oops; c = host { } { }; }");
  const { nix, commands } = testNix();
  const results = await evaluateHosts(nix, { kind: "flake", ref }, { ...LEAN, hosts: ["c", "a", "c"] });
  assert.equal(
    results.map(({ host }) => host),
    ["c", "a"],
  );
  assert.is(evaluations(commands), 1);
  assert.equal(await evaluateHosts(nix, { kind: "flake", ref }, { ...LEAN, hosts: [] }), []);
});

test("a host that does not exist is a usage error that names those that do", async () => {
  const { nix } = testNix();
  const source = { kind: "flake", ref: THREE } as const;
  const error = await thrownBy(UsageError, () =>
    evaluateHosts(nix, source, { ...LEAN, hosts: ["one", "weeb"] }),
  );
  assert.is(error.message, `there is no host "weeb" in ${THREE}`);
  assert.is(error.hint, 'it has odd"${name}, one, web.example');
});

test("also where another host named with it fails, and where there are no hosts", async () => {
  const { nix } = testNix();
  const bad = { kind: "flake", ref: flakeWith("{ bad = { }.oops; }") } as const;
  const error = await thrownBy(UsageError, () =>
    evaluateHosts(nix, bad, { ...LEAN, hosts: ["bad", "weeb"] }),
  );
  assert.is(error.hint, "it has bad");
  const none = { kind: "flake", ref: flakeWith("{ }") } as const;
  assert.equal(await evaluateHosts(nix, none, LEAN), []);
  const empty = await thrownBy(UsageError, () => evaluateHosts(nix, none, { ...LEAN, hosts: ["x"] }));
  assert.is(empty.hint, "it has no hosts at all");
});

test("a host that fails is a result with what Nix said, and the others are unharmed", async () => {
  const ref = flakeWith(`{
    good = host { } { a = { }; };
    thrown = throw "no such host today";
    broken = { }.oops;
    number = 7;
    empty = { config = { }; };
  }`);
  const { nix } = testNix();
  const results = await evaluateHosts(nix, { kind: "flake", ref }, LEAN);
  assert.equal(outline(results), {
    broken: "attribute 'oops' missing",
    empty: "expected an evaluated NixOS host: it has no `config.systemd.services`",
    good: ["a"],
    number: "expected an evaluated NixOS host: it has no `config`",
    thrown: "no such host today",
  });
  const broken = results.find(({ host }) => host === "broken");
  assert.ok(broken && "error" in broken && broken.error instanceof NixError);
  assert.match(broken.error.location?.file ?? "", /\/flake\.nix$/);
});

test("only the services asked for are looked at", async () => {
  const ref = flakeWith("{ h = host { } { a = { }; b = uncatchable; c = { }; }; }");
  const { nix, commands } = testNix();
  const results = await evaluateHosts(nix, { kind: "flake", ref }, { ...LEAN, only: ["c", "no-such", "a"] });
  assert.equal(outline(results), { h: ["a", "c"] });
  assert.is(evaluations(commands), 1);
});

test("what stops Nix is thrown, and is no failure of a host", async () => {
  const ref = flakeWith(`{
    a = host { } { };
    b = host { } { x.confinement.packages =
      builtins.genericClosure { startSet = [ { key = 0; } ]; operator = x: [ { key = x.key + 1; } ]; }; };
  }`);
  const stop = new AbortController();
  const { nix, commands } = testNix({ signal: stop.signal });
  setInterval(() => evaluations(commands) > 0 && stop.abort(), 50).unref();
  const error = await thrownBy(NixError, () => evaluateHosts(nix, { kind: "flake", ref }, LEAN));
  assert.is(error.process?.reason, "aborted");
  assert.is(evaluations(commands), 1);
});

test("a failing build in the midst of an evaluation names the derivation", async () => {
  const ref = flakeWith(`{ h = import (derivation {
    name = "generated"; system = "x86_64-linux"; builder = "/bin/sh"; args = [ "-c" "echo no luck; exit 3" ];
  }); }`);
  const [result] = await evaluateHosts(testNix().nix, { kind: "flake", ref }, LEAN);
  assert.ok(result && "error" in result && result.error instanceof NixError);
  assert.match(result.error.message, /-generated\.drv does not build: builder failed with exit code 3$/);
  assert.equal(result.error.log, ["no luck"]);
});

test.run();
