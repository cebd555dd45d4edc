import { test } from "uvu";
import * as assert from "uvu/assert";
import { UsageError } from "../../../src/base/errors.ts";
import { BATCH, defaultJobs, openFleet, type EvaluateOptions } from "../../../src/nix/evaluate/fleet.ts";
import { evaluations, testNix, thrownBy } from "./support.ts";

/** Hosts h0 to h9, of which those named fail: by throwing where nothing catches it. */
const hosts = (...bad: string[]) => `
  builtins.listToAttrs (map (i: {
    name = "h\${toString i}";
    value = if builtins.elem "h\${toString i}" [ ${bad.map((name) => `"${name}"`).join(" ")} ]
      then abort "no such host as h\${toString i}"
      else { config = { confinedUnits.dialect = "2024"; systemd.services = { }; }; };
  }) (builtins.genList (i: i) 10))`;

async function evaluated(text: string, options: Partial<EvaluateOptions> = {}) {
  const { nix, commands } = testNix();
  const fleet = await openFleet(nix, { kind: "expr", text }, { depth: "lean", ...options });
  const batches: string[][] = [];
  for await (const results of fleet.batches) {
    batches.push(results.map((result) => ("error" in result ? `${result.host}!` : result.host)));
  }
  return { names: fleet.names, batches, evaluations: evaluations(commands) };
}

test("a small fleet is one evaluation, a larger one a few hosts in each", async () => {
  assert.equal(await evaluated(hosts(), { hosts: ["h1", "h0"] }), {
    names: ["h1", "h0"],
    batches: [["h1", "h0"]],
    evaluations: 1,
  });
  const all = await evaluated(hosts());
  assert.is(all.evaluations, Math.ceil(10 / BATCH));
  assert.equal(
    all.batches.map((batch) => batch.length),
    [4, 4, 2],
  );
});

test("batches come in the order of the names, however many are at work", async () => {
  for (const jobs of [1, 4]) {
    const { batches, names } = await evaluated(hosts(), { batch: 3, jobs });
    assert.equal(batches.flat(), names);
    assert.is(batches.length, 4);
  }
});

test("a host that fails is a result, and its batch is tried again host by host", async () => {
  const { batches } = await evaluated(hosts("h0", "h5"), { batch: 4, jobs: 2 });
  assert.equal(batches, [
    ["h0!", "h1", "h2", "h3"],
    ["h4", "h5!", "h6", "h7"],
    ["h8", "h9"],
  ]);
});

test("globs choose among the hosts that exist, before any host is read", async () => {
  const { names, batches } = await evaluated(hosts("h9"), { hosts: ["h[0-2]", "h0"], batch: 2 });
  assert.equal(names, ["h0", "h1", "h2"]);
  assert.equal(batches, [["h0", "h1"], ["h2"]]);
});

test("a host that does not exist is reported before anything is given", async () => {
  const error = await thrownBy(UsageError, () =>
    evaluated(hosts(), { hosts: ["h1", "h2", "weeb"], batch: 1 }),
  );
  assert.match(error.message, /^there is no host "weeb"/);
  assert.match(error.hint!, /h0, h1/);
});

test("as many at once as there are cores and memory for, and no more than four", () => {
  const GIB = 1024 ** 3;
  assert.is(defaultJobs(1, 64 * GIB), 1);
  assert.is(defaultJobs(2, 64 * GIB), 2);
  assert.is(defaultJobs(64, 64 * GIB), 4);
  assert.is(defaultJobs(64, GIB), 2);
  assert.is(defaultJobs(64, 0), 1);
});

test.run();
