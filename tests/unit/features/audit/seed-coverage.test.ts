import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { RULES } from "../../../../src/features/audit/rules/index.ts";
import { root } from "../../../support/run.ts";

const codes = RULES.rules.map(({ code }) => code);

/** Found, and not found, by other tests than that of the seeds. */
const ELSEWHERE = "CU107 CU111 CU112 CU114 CU117 CU118 CU119 CU120 CU206 CU313 CU407 CU408 CU409 CU410".split(
  " ",
);

test("each code has a service that it could be found in and is not", () => {
  const text = readFileSync(join(root, "examples/seeds/clean.nix"), "utf8");
  const quiet = new Set(text.match(/(?<=# not )CU\d+( CU\d+)*$/gm)?.flatMap((line) => line.split(" ")));
  assert.equal(
    codes.filter((code) => !quiet.has(code)),
    ELSEWHERE,
  );
});

test("each code has a service that it is found in", () => {
  const text = ["seeds", "old"]
    .map((host) => readFileSync(join(root, `examples/seeds/${host}.nix`), "utf8"))
    .join("");
  const seeded = new Set(text.match(/(?<=# )CU\d+( CU\d+)*$/gm)?.flatMap((line) => line.split(" ")));
  assert.equal(
    codes.filter((code) => !seeded.has(code)),
    ELSEWHERE,
  );
});

test.run();
