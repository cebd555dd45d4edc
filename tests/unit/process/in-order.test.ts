import { setImmediate } from "node:timers/promises";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { inOrder } from "../../../src/process/in-order.ts";
import { thrownBy } from "../../integration/nix/support.ts";

test("results come in the items' order, with so many at work at once and no more", async () => {
  const atWork: (() => void)[] = [];
  let most = 0;
  const results: number[] = [];
  const work = (item: number) =>
    new Promise<number>((resolve) => {
      atWork.push(() => resolve(item * 10));
      most = Math.max(most, atWork.length);
    });
  const reading = (async () => {
    for await (const result of inOrder([1, 2, 3, 4, 5], 2, work)) results.push(result);
  })();
  // The one that began last ends first.
  for (; atWork.length > 0; await setImmediate()) atWork.pop()!();
  await reading;
  assert.equal(results, [10, 20, 30, 40, 50]);
  assert.is(most, 2);
});

test("a failure is thrown at its place, after the results before it", async () => {
  const results: number[] = [];
  const work = async (item: number) => {
    if (item === 2) throw new TypeError("two");
    await setImmediate();
    return item;
  };
  const error = await thrownBy(TypeError, async () => {
    for await (const result of inOrder([1, 2, 3], 3, work)) results.push(result);
  });
  assert.is(error.message, "two");
  assert.equal(results, [1]);
});

test("nothing more is begun once nobody listens", async () => {
  const begun: number[] = [];
  const work = async (item: number) => {
    begun.push(item);
    await setImmediate();
  };
  for await (const _ of inOrder([1, 2, 3, 4, 5, 6], 1, work)) break;
  for (let turn = 0; turn < 20; turn++) await setImmediate();
  assert.equal(begun, [1, 2]);
});

test("of nothing comes nothing", async () => {
  for await (const _ of inOrder([], 4, async () => 1)) assert.unreachable();
});

test.run();
