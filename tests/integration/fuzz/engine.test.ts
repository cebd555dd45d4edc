import { test } from "uvu";
import * as assert from "uvu/assert";
import { UsageError } from "../../../src/base/errors.ts";
import { FuzzFailure, fuzzOnce, type Target } from "./engine.ts";

/** A reader with the given behaviour, and what it was given. */
function target(
  read: (text: string) => unknown,
  more: Partial<Target> = {},
): { made: Target; read: string[] } {
  const inputs: string[] = [];
  const made: Target = {
    name: "made",
    seeds: ['{"a":[1,"b"]}'],
    words: ["boom"],
    read(input) {
      inputs.push(Buffer.from(input).toString());
      return read(inputs.at(-1)!);
    },
    ...more,
  };
  return { made, read: inputs };
}

function failureOf(made: Target, runs = 500): FuzzFailure | null {
  for (let run = 0; run < runs; run++) {
    try {
      fuzzOnce(made, 3, run);
    } catch (error) {
      assert.instance(error, FuzzFailure);
      return error as FuzzFailure;
    }
  }
  return null;
}

test("the seed comes first, as it is, and then the same inputs for the same numbers", () => {
  const [one, other] = [target(() => null, { json: true }), target(() => null, { json: true })];
  for (const { made } of [one, other]) assert.is(failureOf(made), null);
  assert.is(one.read[0], '{"a":[1,"b"]}');
  assert.equal(one.read, other.read);
  assert.ok(new Set(one.read).size > 250);
});

const DEFECTS: [title: string, read: (text: string) => unknown][] = [
  ["an exception of another kind", (text) => (text.includes("boom") ? JSON.parse("{") : null)],
  [
    "a failure in lines of its own",
    () => {
      throw new UsageError("x", { hint: "a\nhint: b" });
    },
  ],
  ["more than was read", (text) => (text.includes("boom") ? "x".repeat(1e6) : null)],
];

for (const [title, read] of DEFECTS) {
  test(`${title} is found, and reported with the command that gives it again`, () => {
    const { made } = target(read);
    const failure = failureOf(made);
    const run = /^npm run fuzz -- made --seed 3 --run (\d+)\n/.exec(failure?.message ?? "")?.[1];
    assert.throws(
      () => fuzzOnce(made, 3, Number(run)),
      (error: Error) => error.message.split("\n")[0] === failure!.message.split("\n")[0],
    );
  });
}

test("a seed that is refused is a defect of the seed, and any other input may be refused", () => {
  const refusing = (text: string) => {
    throw new UsageError(`no ${text.length}`);
  };
  assert.match(failureOf(target(refusing).made)?.message ?? "", /--run 0\n/);
  assert.is(
    failureOf(target((text) => (text.startsWith('{"a":[1,"b"]}') ? null : refusing(text))).made),
    null,
  );
});

test.run();
