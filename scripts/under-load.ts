/**
 * Runs test files again and again while all cores are kept busy: `npm run test:load -- N FILE…`. A test that depends on the
 * machine's speed fails then. Prints how often each file has failed, with what the failing runs printed.
 */
import { availableParallelism } from "node:os";
import { Worker } from "node:worker_threads";
import { argumentsOf, findTests } from "./test/find.ts";
import { judge } from "./test/judge.ts";
import { runFile, stopRunning } from "./test/run-file.ts";

/** As scripts/test.ts has it: the time of a run that hangs, not of a slow one. */
const TIMEOUT_MS = 600_000;

const [times = "", ...patterns] = process.argv.slice(2);
const rounds = Number(times);
const { files, unmatched } = findTests(patterns);
if (!Number.isInteger(rounds) || rounds < 1 || patterns.length === 0 || unmatched.length > 0) {
  const why = unmatched.length > 0 ? `no test file matches ${unmatched.join(", ")}\n` : "";
  process.stderr.write(`${why}usage: npm run test:load -- TIMES FILE…\n`);
  process.exit(2);
}

const busy = Array.from(
  { length: availableParallelism() },
  () => new Worker("for (;;) Math.sqrt(Math.random());", { eval: true }),
);
const outcomes = new Map(files.map((file) => [file, { runs: 0, failed: 0 }]));
const stop = new AbortController();
process.once("SIGINT", () => {
  stop.abort();
  stopRunning();
});

for (let round = 1; round <= rounds && !stop.signal.aborted; round++) {
  for (const file of files) {
    if (stop.signal.aborted) break;
    const outcome = await runFile(argumentsOf(file), TIMEOUT_MS);
    if (stop.signal.aborted) break;
    const { failed, problems } = judge(outcome, []);
    const counts = outcomes.get(file)!;
    counts.runs += 1;
    if (failed === 0) continue;
    counts.failed += 1;
    process.stdout.write(`FAIL  ${file}, run ${round}\n${outcome.output.trim()}\n${problems.join("\n")}\n`);
  }
  process.stdout.write(`round ${round} of ${rounds}\n`);
}
await Promise.all(busy.map((worker) => worker.terminate()));

let failures = 0;
for (const [file, { runs, failed }] of outcomes) {
  failures += failed;
  process.stdout.write(`${file}: ${runs} runs, ${failed} failed\n`);
}
process.exitCode = failures > 0 || stop.signal.aborted ? 1 : 0;
