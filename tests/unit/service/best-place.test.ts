import { test } from "uvu";
import * as assert from "uvu/assert";
import { bestPlace, type Locate } from "../../../src/service/best-place.ts";
import type { Found } from "../../../src/manifest/target.ts";

const define = (option: string, file: string) => ({ option: option.split("."), file, line: 1, column: 1 });

/** What each file's place is worth, by the file's name. */
const ANSWERS: Record<string, Pick<Found, "refined" | "confidence">> = {
  "/nix/store/abcdfghijklmnpqrsvwxyz0123456789-sure": { refined: true, confidence: "high" },
  "/home/sure": { refined: true, confidence: "high" },
  "/home/likely": { refined: true, confidence: "medium" },
  "/home/guess": { refined: true, confidence: "low" },
  "/home/option": { refined: false, confidence: "high" },
  "/nix/store/abcdfghijklmnpqrsvwxyz0123456789-option": { refined: false, confidence: "high" },
};

const asked: unknown[] = [];
const locate: Locate = async ({ file, line, column }, target) => {
  asked.push(target);
  const answer = ANSWERS[file]!;
  const place = { file, line, column, endLine: line, endColumn: column };
  return { ...answer, place, reason: answer.refined ? null : "x" };
};

test("of several definitions the one that says most is taken", async () => {
  const files = Object.keys(ANSWERS);
  const order = [
    "/home/sure",
    "/nix/store/abcdfghijklmnpqrsvwxyz0123456789-sure",
    "/home/likely",
    "/home/guess",
    "/home/option",
    "/nix/store/abcdfghijklmnpqrsvwxyz0123456789-option",
  ];
  for (const [index, expected] of order.entries()) {
    const left = files.filter((file) => order.indexOf(file) >= index).toReversed();
    const definitions = [define("other", "/home/sure"), ...left.map((file) => define("path", file))];
    const best = await bestPlace(definitions, ["path"], { kind: "element", index: 0 }, locate);
    assert.is(best?.place.file, expected);
  }
});

test("an option without a definition is looked for in the one above", async () => {
  asked.length = 0;
  const definitions = [define("environment", "/home/likely")];
  const found = await bestPlace(definitions, ["environment", "A"], { kind: "text", text: "x" }, locate);
  assert.equal([found?.refined, found?.confidence], [true, "medium"]);
  assert.equal(asked, [{ kind: "attribute", path: ["A"], within: { kind: "text", text: "x" } }]);
});

test("what nothing defines has no place", async () => {
  assert.is(
    await bestPlace([define("path", "/home/sure")], ["environment", "A"], { kind: "option" }, locate),
    null,
  );
  assert.is(await bestPlace([], [], { kind: "option" }, locate), null);
});

test.run();
