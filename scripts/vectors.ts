/**
 * Runs recorded cases of the reference: `npm run vectors -- DIR…`, each a folder of vintages or one vintage. Prints each
 * case that fails and how, and ends with a sum. Exits with 1 where a case fails, with 2 where there is none to run.
 */
import { findCases, type CaseFile } from "./vectors/find.ts";
import { judgeFile } from "./vectors/judge.ts";

process.exitCode = main(process.argv.slice(2));

function main(folders: readonly string[]): number {
  if (folders.length === 0) {
    process.stderr.write("usage: npm run vectors -- DIR…, such as tests/fixtures/reference\n");
    return 2;
  }
  let cases: CaseFile[];
  try {
    cases = folders.flatMap((folder) => findCases(folder));
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    return 2;
  }
  let failed = 0;
  for (const found of cases) {
    const problems = judgeFile(found);
    if (problems.length === 0) continue;
    failed++;
    print(`FAIL ${found.file}`, ...problems.map((problem) => `     ${problem}`));
  }
  print(`${cases.length - failed} passed, ${failed} failed`);
  return failed === 0 ? 0 : 1;
}

function print(...lines: string[]): void {
  process.stdout.write(`${lines.join("\n")}\n`);
}
