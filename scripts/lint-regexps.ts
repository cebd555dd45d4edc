/**
 * Fails for a regular expression of src/ that takes more than linear time, or of which that cannot be said:
 * `node --import tsx scripts/lint-regexps.ts [--no-cache] [--allowed FILE] [DIRECTORY]`. Text of configurations, scripts, logs and Nix
 * reaches nearly all of them. What is fine in spite of it stands in scripts/lint-regexps/allowed.json with its bound and the reason.
 */
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { regExpsBelow, type Found } from "./lint-regexps/find.ts";
import { judge, keyOf, type Verdict } from "./lint-regexps/judge.ts";

/** An expression that may be there although it is not known to be linear. */
interface Allowed {
  file: string;
  text: string;
  /** How long it takes at most, such as `256 characters: the first line of a script`. */
  bound: string;
  reason: string;
}

const root = fileURLToPath(new URL("..", import.meta.url));

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    allowed: { type: "string", default: `${root}scripts/lint-regexps/allowed.json` },
    "no-cache": { type: "boolean", default: false },
  },
});
const [directory = `${root}src`] = positionals;
const allowed = JSON.parse(readFileSync(values.allowed, "utf8")) as Allowed[];
const cache = values["no-cache"] ? null : `${root}node_modules/.cache/confined-units/regexps.json`;

const found = regExpsBelow(directory);
const verdicts = await judge(
  found.flatMap(({ expression }) => (expression === null ? [] : [expression])),
  cache,
);
const isAllowed = (each: Found) => allowed.some(({ file, text }) => file === each.file && text === each.text);
const verdictOf = ({ expression }: Found): Verdict =>
  expression === null ? { status: "unknown", why: "it is computed" } : verdicts.get(keyOf(expression))!;

const bad = found.filter((each) => verdictOf(each).status !== "safe");
const unused = allowed.filter(
  ({ file, text }) => !bad.some((each) => file === each.file && text === each.text),
);
const complaints = [
  ...bad
    .filter((each) => !isAllowed(each))
    .map((each) => {
      const { status, why } = verdictOf(each);
      return `${each.file}:${each.line}: ${each.text} is ${status}: ${why}`;
    }),
  ...unused.map(({ file, text }) => `allowed.json: ${text} of ${file} need not be allowed, or is not there`),
  ...allowed
    .filter(({ bound, reason }) => !bound || !reason)
    .map(({ text }) => `allowed.json: ${text} has no bound or no reason`),
];
for (const complaint of complaints) process.stderr.write(`${complaint}\n`);
process.stdout.write(`regular expressions: ${found.length}, complaints: ${complaints.length}\n`);
process.exitCode = complaints.length === 0 ? 0 : 1;
