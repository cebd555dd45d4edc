/**
 * Runs the tests: `node --import tsx scripts/test.ts [--jobs N] [--timeout SECONDS] [GLOB…]`, all of tests/ without a
 * glob. uvu alone is green when no file matches, when a file never runs its tests, under `only`, and when a `before`
 * hook throws; here each of these fails.
 */
import { parseArgs } from "node:util";
import { findTests } from "./test/find.ts";
import { judge, type Verdict } from "./test/judge.ts";
import { killRunning, runFile } from "./test/run-file.ts";
import { complaints } from "./test/source.ts";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    jobs: { type: "string", default: "2" },
    timeout: { type: "string", default: "300" },
  },
});

for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
  process.once(signal, () => {
    killRunning();
    process.exit(130);
  });
}

const { files, unmatched } = findTests(positionals);
for (const pattern of unmatched) print(`FAIL  no test file matches ${pattern}`);

const sum = { passed: 0, failed: unmatched.length, skipped: 0 };
const queue = [...files];
await Promise.all(Array.from({ length: Number(values.jobs) }, work));
print(`\n${sum.passed} passed, ${sum.failed} failed, ${sum.skipped} skipped`);
process.exitCode = sum.failed === 0 ? 0 : 1;

async function work(): Promise<void> {
  for (let file = queue.shift(); file !== undefined; file = queue.shift()) {
    const outcome = await runFile(file, Number(values.timeout) * 1000);
    const verdict = judge(outcome, complaints(file));
    report(file, outcome.milliseconds, outcome.output, verdict);
    sum.passed += verdict.passed;
    sum.failed += verdict.failed;
    sum.skipped += verdict.skipped;
  }
}

function report(file: string, milliseconds: number, output: string, verdict: Verdict): void {
  const time = `${(milliseconds / 1000).toFixed(2)}s`.padStart(8);
  const counts = [`${verdict.passed} passed`];
  if (verdict.failed > 0) counts.push(`${verdict.failed} failed`);
  if (verdict.skipped > 0) counts.push(`${verdict.skipped} skipped`);
  print(`${verdict.failed === 0 ? "ok  " : "FAIL"} ${time}  ${file}  ${counts.join(", ")}`);
  if (verdict.failed > 0) print(output.trim());
  for (const problem of verdict.problems) print(`      ${file}: ${problem}`);
  for (const line of verdict.skips) print(`      ${line}`);
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
