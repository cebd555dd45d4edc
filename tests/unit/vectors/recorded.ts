import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parseCase, type Recorded } from "../../../scripts/vectors/case.ts";
import { findCases } from "../../../scripts/vectors/find.ts";
import { root } from "../../support/run.ts";

/** The recorded cases of all vintages; each call reads them anew. */
export function recordedCases(): (Recorded & { vintage: string })[] {
  const files = findCases(join(root, "tests/fixtures/reference"));
  return files.map(({ file, vintage }) => ({ vintage, ...parseCase(readFileSync(file, "utf8")) }));
}

/** One of them. */
export function recordedCase(vintage: string, service: string): Recorded {
  const found = recordedCases().find(
    (recorded) => recorded.vintage === vintage && recorded.service === service,
  );
  if (found === undefined) throw new Error(`no case ${vintage} ${service}`);
  return found;
}
