import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { parseCase, type Result } from "./case.ts";
import { unifiedDiff } from "./diff.ts";
import type { CaseFile } from "./find.ts";
import { dialectOf, manifestOf } from "./manifest.ts";
import { misreadings, outcomeOf, type Outcome } from "./run.ts";

/** Runs the case in a file; see judgeText. */
export function judgeFile({ file, vintage }: CaseFile): string[] {
  try {
    return judgeText(readFileSync(file, "utf8"), vintage);
  } catch (error) {
    // A case that cannot be run has not passed; the others are run anyway.
    return [error instanceof Error ? error.message : String(error)];
  }
}

/**
 * Runs one case and gives what is wrong with it, a line each; nothing where it passes. `vintage` is of a case that does not
 * say its own. Throws where the text is no case, or a case of something that is not known here.
 */
export function judgeText(text: string, vintage: string): string[] {
  const { result, ...inputs } = parseCase(text);
  const outcome = outcomeOf(inputs, manifestOf(inputs, dialectOf(inputs.vintage ?? vintage)));
  return [...misreadings(inputs), ...compare(result, outcome)];
}

/** Where an outcome differs from the recorded result: in kind, path or bytes. */
function compare(result: Result, outcome: Outcome): string[] {
  if (outcome.status !== result.status)
    return [
      `expected ${result.status}, got ${outcome.status}`,
      ...(outcome.message === undefined ? [] : [outcome.message]),
    ];
  if (outcome.status !== "built") return [];
  const { path = "", content = "" } = outcome;
  const problems = path === result.path ? [] : [`path: expected ${result.path}, got ${path}`];
  if (content !== result.content) return [...problems, ...unifiedDiff(result.content ?? "", content)];
  const bytes = Buffer.from(content, "utf8");
  if (bytes.length !== result.size) problems.push(`size: expected ${result.size}, got ${bytes.length}`);
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  if (sha256 !== result.sha256) problems.push(`sha256: expected ${result.sha256}, got ${sha256}`);
  return problems;
}
