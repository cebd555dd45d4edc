import { readFileSync } from "node:fs";

/** What uvu cannot detect at run time, read from a test file's text: each is a way for tests not to run. */
export function complaints(file: string): string[] {
  const text = readFileSync(file, "utf8");
  const found: string[] = [];
  if (/\.only\(/.test(text)) found.push("uses only, which leaves all other tests out");
  if (/^\w+\(\s*(["'`]).*\1,\s*(?:async\s*)?\([^)]*\)\s*=>\s*\{\s*\}\s*,?\s*\);?$/m.test(text)) {
    found.push("has a test with an empty body");
  }
  for (const name of suites(text)) {
    const lastRun = text.lastIndexOf(`\n${name}.run()`);
    const lastTest = text.lastIndexOf(`\n${name}(`);
    if (lastRun < 0) found.push(`never calls ${name}.run()`);
    else if (lastTest > lastRun) found.push(`adds a test after the last ${name}.run(), which leaves it out`);
  }
  return found;
}

/** The names that tests are added to: uvu's own `test`, where it is imported, and what `suite(…)` made. */
function suites(text: string): string[] {
  const own = /import \{[^}]*\btest\b[^}]*\} from "uvu"/.test(text) ? ["test"] : [];
  const made = [...text.matchAll(/^const (\w+) = suite(?:<.*>)?\(/gm)].map((match) => match[1]!);
  return [...own, ...made];
}
