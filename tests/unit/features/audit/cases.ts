/** What a rule finds and what it does not, with a snapshot of its findings: `npm run goldens` records them. */
import { readdirSync } from "node:fs";
import { join } from "node:path";
import type { Unit } from "../../../../src/service/unit.ts";
import type { Finding } from "../../../../src/diagnostics/finding.ts";
import type { RuleText } from "../../../../src/diagnostics/rule.ts";
import { facts, type Given } from "./facts.ts";

/** The cases of one rule, by what they are. */
export interface Cases {
  rule: RuleText & { check(facts: Unit): Finding[] };
  /** At least one finding each. */
  finds: Record<string, Given>;
  /** No finding. */
  clean: Record<string, Given>;
  /** Findings that do not come from facts about a service. */
  others?: Record<string, () => Finding[]>;
}

const HERE = join(import.meta.dirname, "rules");

/** The cases of all rules, by code. */
export async function loadCases(): Promise<Map<string, Cases>> {
  const names = readdirSync(HERE).filter((name) => name.endsWith(".cases.ts"));
  const loaded = names.toSorted().map(async (name): Promise<[string, Cases]> => {
    const { default: cases } = (await import(`./rules/${name}`)) as { default: Cases };
    return [name.replace(".cases.ts", ""), cases];
  });
  return new Map(await Promise.all(loaded));
}

export const snapshotFile = (code: string) => join(HERE, `${code}.snap`);

/** The findings of a rule in all of its cases, as text. */
export function snapshotOf({ rule, finds, others = {} }: Cases): string {
  const found = Object.entries(finds).map(([title, given]): [string, Finding[]] => [
    title,
    rule.check(facts(given)),
  ]);
  const other = Object.entries(others).map(([title, find]): [string, Finding[]] => [title, find()]);
  return [...found, ...other]
    .map(([title, findings]) => `# ${title}\n${findings.map(findingText).join("")}`)
    .join("\n");
}

function findingText(finding: Finding): string {
  const { service, severity, confidence, code, option, target, args, message, why, fixes } = finding;
  const lines = [
    `${severity} ${code} ${service}: ${message} (${confidence})`,
    `  ${why}`,
    `  ${option.join(".")}: ${JSON.stringify(target)}`,
    `  ${JSON.stringify(args)}`,
    ...fixes.flatMap((fix) => [
      `  ${fix.applicability}: ${fix.title}`,
      ...fix.lines.map((line) => `    + ${line}`),
      ...fix.edits.map((edit) => `    ${JSON.stringify(edit)}`),
    ]),
  ];
  return lines.map((line) => `${line}\n`).join("");
}
