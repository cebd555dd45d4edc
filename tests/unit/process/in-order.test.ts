import { setTimeout } from "node:timers/promises";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { inOrder } from "../../../src/process/in-order.ts";
import { thrownBy } from "../../integration/nix/support.ts";

test("results come in the items' order, with so many at work at once and no more", async () => {
  let running = 0;
  let most = 0;
  const results: number[] = [];
  const work = async (item: number) => {
    most = Math.max(most, ++running);
    await setTimeout(20 - item * 4);
    running--;
    return item * 10;
  };
  for await (const result of inOrder([1, 2, 3, 4, 5], 2, work)) results.push(result);
  assert.equal(results, [10, 20, 30, 40, 50]);
  assert.is(most, 2);
});

test("a failure is thrown at its place, after the results before it", async () => {
  const results: number[] = [];
  const work = async (item: number) => {
    if (item === 2) throw new TypeError("two");
    await setTimeout(10);
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
    await setTimeout(1);
  };
  for await (const _ of inOrder([1, 2, 3, 4, 5, 6], 1, work)) break;
  await setTimeout(20);
  assert.ok(begun.length < 6, String(begun));
});

test("of nothing comes nothing", async () => {
  for await (const _ of inOrder([], 4, async () => 1)) assert.unreachable();
});

test.run();
