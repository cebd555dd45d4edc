/**
 * Runs recorded cases of the reference: `npm run vectors -- DIR…`, each a directory of vintages or one vintage. Prints each
 * case that fails and how, and ends with a sum. Exits with 1 where a case fails or a directory holds none, with 2 where no
 * directory is named.
 */
import { findCases, type CaseFile } from "./vectors/find.ts";
import { judgeFile } from "./vectors/judge.ts";

process.exitCode = main(process.argv.slice(2));

function main(directories: readonly string[]): number {
  if (directories.length === 0) {
    process.stderr.write("usage: npm run vectors -- DIR…, such as tests/fixtures/reference\n");
    return 2;
  }
  let passed = 0;
  let failed = 0;
  const fail = (...lines: string[]) => {
    failed++;
    print(`FAIL ${lines.join("\n     ")}`);
  };
  for (const directory of directories) {
    let cases: CaseFile[] = [];
    try {
      cases = findCases(directory);
    } catch (error) {
      fail(error instanceof Error ? error.message : String(error));
    }
    for (const found of cases) {
      const problems = judgeFile(found);
      if (problems.length === 0) passed++;
      else fail(found.file, ...problems);
    }
  }
  print(`${passed} passed, ${failed} failed`);
  return failed === 0 ? 0 : 1;
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
