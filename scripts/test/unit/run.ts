import { stripVTControlCharacters } from "node:util";
import { pathToFileURL } from "node:url";
import { setImmediate } from "node:timers/promises";
import { SKIP_MARK } from "../../../tests/support/skip.ts";
import { complaints } from "../source.ts";
import { guard } from "./guard.ts";

/** What became of one file of unit tests. */
export interface UnitResult {
  file: string;
  passed: number;
  failed: number;
  /** What uvu printed about the tests that fail, and why the file fails besides. */
  report: string;
  /** The lines that say what was skipped. */
  skips: string[];
}

/** What uvu gives for one `.run()`: the text of its failures or true, tests that passed, tests left out, tests in all. */
type Suite = () => Promise<[errors: string | true, passed: number, leftOut: number, total: number]>;

declare global {
  /** uvu's, read by name: with the first set, nothing runs before it is asked to; `.run()` adds to the second. */
  var UVU_DEFER: 1 | undefined;
  var UVU_QUEUE: Suite[][];
}

/**
 * Runs files of unit tests in this process, one after the other, each as soon as it is imported, and yields a result for each.
 * Processes and the store are out of reach from the first one on. What throws outside of a test fails the file that runs by then;
 * `problems` holds what has come after the last one.
 */
export async function* runUnits(
  files: readonly string[],
  { root, problems }: { root: string; problems: string[] },
): AsyncGenerator<UnitResult> {
  globalThis.UVU_DEFER = 1;
  guard(root, (what) => problems.push(what));
  const late = (error: unknown) => {
    problems.push(`threw outside of its tests: ${error instanceof Error ? error.stack : String(error)}`);
  };
  process.on("uncaughtException", late).on("unhandledRejection", late);
  for (const file of files) {
    problems.push(...complaints(file));
    yield await runOne(file, problems);
  }
}

async function runOne(file: string, problems: string[]): Promise<UnitResult> {
  const queue: Suite[] = [];
  globalThis.UVU_QUEUE = [queue];
  const sum = { passed: 0, failed: 0, leftOut: 0 };
  let report = "";
  const printed = captureStdout();
  try {
    await import(pathToFileURL(file).href);
    for (const suite of queue) {
      const [errors, passed, leftOut, total] = await suite();
      sum.passed += passed;
      sum.failed += total - passed;
      sum.leftOut += leftOut;
      if (errors !== true) report += errors;
      else if (passed < total) problems.push("a hook threw");
    }
    await setImmediate();
  } catch (error) {
    problems.push(error instanceof Error ? (error.stack ?? error.message) : String(error));
  } finally {
    printed.end();
  }
  if (sum.passed + sum.failed + sum.leftOut === 0) problems.push("ran no test");
  if (sum.leftOut > 0) problems.push(`leaves tests out: ${sum.leftOut}`);
  const found = [...new Set(problems.splice(0))];
  const lines = [stripVTControlCharacters(report).trimEnd(), ...found].filter((part) => part !== "");
  const failed = Math.max(sum.failed, found.length > 0 ? 1 : 0);
  const skips = printed
    .text()
    .split("\n")
    .filter((line) => line.startsWith(SKIP_MARK));
  return { file, passed: sum.passed - skips.length, failed, report: lines.join("\n"), skips };
}

/** Takes uvu's dots, one for each test, off stdout. */
function captureStdout(): { end(): void; text(): string } {
  const write = process.stdout.write;
  let text = "";
  process.stdout.write = (chunk: string | Uint8Array) => {
    text += String(chunk);
    return true;
  };
  return { end: () => void (process.stdout.write = write), text: () => text };
}
