/**
 * Runs the tests: `node --import tsx scripts/test.ts [--jobs N] [--timeout SECONDS] [--slow] [FILE|DIR|GLOB…]`, all of tests/ that
 * are not slow by default. uvu alone is green when no file matches, when a file never runs its tests, under `only`, and when a
 * `before` hook throws; here each of these fails. All unit tests are run in one process, scripts/test-unit.ts.
 */
import { parseArgs } from "node:util";
import { argumentsOf, findTests } from "./test/find.ts";
import { judge, judgeUnits, type Verdict } from "./test/judge.ts";
import { stopRunning, runFile } from "./test/run-file.ts";
import { complaints } from "./test/source.ts";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    jobs: { type: "string", default: "2" },
    timeout: { type: "string", default: "600" },
    slow: { type: "boolean", default: false },
  },
});

const jobs = positive("jobs", values.jobs);
const timeoutMs = positive("timeout", values.timeout) * 1000;
const { files, unmatched } = findTests(positionals, { slow: values.slow });
for (const pattern of unmatched) print(`FAIL  no test file matches ${pattern}`);

const isUnit = (file: string) => file.startsWith("tests/unit/");
const units = files.filter(isUnit);
const queue: (() => Promise<void>)[] = files.filter((file) => !isUnit(file)).map((file) => () => one(file));
if (units.length > 0) queue.unshift(inOneProcess);

const sum = { passed: 0, failed: unmatched.length, skipped: 0 };
let interrupted = false;
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
  process.on(signal, () => {
    interrupted = true;
    queue.length = 0;
    stopRunning();
  });
}
await Promise.all(Array.from({ length: jobs }, work));
print(`\n${sum.passed} passed, ${sum.failed} failed, ${sum.skipped} skipped`);
process.exitCode = interrupted ? 130 : sum.failed === 0 ? 0 : 1;

async function work(): Promise<void> {
  for (let next = queue.shift(); next !== undefined; next = queue.shift()) await next();
}

async function one(file: string): Promise<void> {
  const command = argumentsOf(file);
  const outcome = await runFile(command, timeoutMs);
  report(file, outcome.milliseconds, outcome.output, judge(outcome, complaints(command[0]!)));
}

async function inOneProcess(): Promise<void> {
  const script = new URL("test-unit.ts", import.meta.url).pathname;
  const outcome = await runFile([script, ...units], timeoutMs);
  report(`${units.length} files of unit tests`, outcome.milliseconds, outcome.output, judgeUnits(outcome));
}

function report(title: string, milliseconds: number, output: string, verdict: Verdict): void {
  sum.passed += verdict.passed;
  sum.failed += verdict.failed;
  sum.skipped += verdict.skipped;
  const time = `${(milliseconds / 1000).toFixed(2)}s`.padStart(8);
  const counts = [`${verdict.passed} passed`];
  if (verdict.failed > 0) counts.push(`${verdict.failed} failed`);
  if (verdict.skipped > 0) counts.push(`${verdict.skipped} skipped`);
  print(`${verdict.failed === 0 ? "ok  " : "FAIL"} ${time}  ${title}  ${counts.join(", ")}`);
  if (verdict.failed > 0) print(output.trim());
  for (const problem of verdict.problems) print(`      ${title}: ${problem}`);
  for (const line of verdict.skips) print(`      ${line}`);
}

/** A driver without workers would run nothing, and be green. */
function positive(option: string, text: string): number {
  const number = Number(text);
  if (Number.isInteger(number) && number > 0) return number;
  process.stderr.write(`--${option} wants a whole number above 0, got ${JSON.stringify(text)}\n`);
  process.exit(2);
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
