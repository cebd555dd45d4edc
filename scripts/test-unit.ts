/**
 * Runs the unit tests in this one process: `node --import tsx scripts/test-unit.ts [--bail] [FILE|DIR|GLOB…]`, all of tests/unit
 * by default. Fails where scripts/test.ts does, and where a test starts a process, reads the store or is left out.
 */
import { parseArgs } from "node:util";
import { findTests } from "./test/find.ts";
import { runUnits } from "./test/unit/run.ts";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { bail: { type: "boolean", default: false } },
});

const start = performance.now();
const write = process.stdout.write.bind(process.stdout);
const { files, unmatched } = findTests(positionals.length === 0 ? ["tests/unit"] : positionals);
for (const pattern of unmatched) write(`FAIL  no test file matches ${pattern}\n`);

const sum = { files: 0, passed: 0, failed: unmatched.length };
const problems: string[] = [];
let isDone = false;
// A test that ends the process, or waits for what never comes, would be green by what ran before it.
process.on("exit", () => {
  if (!isDone) fail(files[sum.files]!, "the process ended before its tests did");
  if (problems.length > 0) fail("after the last file", problems.join("\n"));
  write(`\n${sum.files} files in ${((performance.now() - start) / 1000).toFixed(1)} s\n`);
  write(`${sum.passed} passed, ${sum.failed} failed\n`);
  process.exitCode = sum.failed === 0 ? 0 : 1;
});

for await (const { file, passed, failed, report, skips } of runUnits(files, {
  root: process.cwd(),
  problems,
})) {
  sum.files += 1;
  sum.passed += passed;
  for (const line of skips) write(`${line}\n      ${file}\n`);
  if (failed > 0) fail(file, report, failed);
  if (failed > 0 && values.bail) break;
}
isDone = true;

function fail(file: string, report: string, count = 1): void {
  sum.failed += count;
  write(`FAIL  ${file}\n${report.replaceAll(/^(?=.)/gm, "      ")}\n`);
}
