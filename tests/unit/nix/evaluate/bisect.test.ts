import { test } from "uvu";
import * as assert from "uvu/assert";
import { bisectFailures } from "../../../../src/nix/evaluate/bisect.ts";

/** Isolates the bad names, and checks that what is found is right and that every good name is covered once. */
async function check(count: number, bad: readonly number[], isKnownBad = bad.length > 0): Promise<number> {
  const names = Array.from({ length: count }, (_, i) => `service-${i}`);
  const badNames = new Set(bad.map((i) => names[i]!));
  let attempts = 0;
  const { values, failures } = await bisectFailures<readonly string[], string>(
    names,
    (part) => {
      attempts++;
      assert.ok(part.length > 0);
      const first = part.find((name) => badNames.has(name));
      return Promise.resolve(first === undefined ? { value: part } : { failure: `${first} fails` });
    },
    isKnownBad,
  );
  assert.equal(
    new Map([...failures].toSorted()),
    new Map([...badNames].toSorted().map((name) => [name, `${name} fails`])),
  );
  assert.equal(values.flat().toSorted(), names.filter((name) => !badNames.has(name)).toSorted());
  return attempts;
}

test("one bad name among 64, wherever it is, costs at most 8 attempts: log2(64), the rest, its message", async () => {
  for (let i = 0; i < 64; i++) assert.ok((await check(64, [i])) <= 8, `at ${i}`);
});

test("three bad names among 64 cost at most 2·log2(64) attempts each", async () => {
  const random = numbers(7);
  const worst = await Promise.all(
    Array.from({ length: 400 }, () =>
      check(
        64,
        [random() % 64, random() % 64, random() % 64].filter((n, i, all) => all.indexOf(n) === i),
      ),
    ),
  );
  assert.ok(Math.max(...worst) <= 3 * 12, String(Math.max(...worst)));
  for (const bad of [
    [0, 1, 2],
    [61, 62, 63],
    [0, 31, 63],
    [0, 32, 62],
  ])
    assert.ok((await check(64, bad)) <= 36, String(bad));
});

test("any number of bad names keeps to 2·log2(n) each, also where all are bad", async () => {
  const random = numbers(11);
  for (let k = 1; k <= 64; k++) {
    const bad = Array.from({ length: 64 }, (_, i) => i)
      .toSorted(() => (random() % 2) - 0.5)
      .slice(0, k);
    const attempts = await check(64, bad);
    assert.ok(attempts <= k * 12, `${k} bad: ${attempts}`);
  }
  assert.ok(
    (await check(
      64,
      Array.from({ length: 64 }, (_, i) => i),
    )) <=
      64 * 3,
  );
});

test("a single name that is known to be bad is tried once more, for its message", async () => {
  assert.is(await check(1, [0]), 1);
});

test("where nothing is known, one attempt is enough for good names, and none for no names", async () => {
  assert.is(await check(10, []), 1);
  assert.is(await check(0, []), 0);
  assert.is(await check(1, [0], false), 1);
  assert.ok((await check(10, [4], false)) <= 7);
});

test("names that fail only in company are no failures, and all are covered", async () => {
  const { values, failures } = await bisectFailures<readonly string[], string>(
    ["a", "b", "c"],
    (part) => Promise.resolve(part.length < 3 ? { value: part } : { failure: "too many" }),
    false,
  );
  assert.is(failures.size, 0);
  assert.equal(values.flat(), ["a", "b", "c"]);
});

test.run();

/** The same numbers on every run. */
function numbers(seed: number): () => number {
  let state = seed;
  return () => (state = (state * 1_103_515_245 + 12_345) % 2_147_483_648) >> 8;
}
