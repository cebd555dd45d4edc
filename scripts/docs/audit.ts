import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pageMarkdown, rulesTable } from "../../src/features/audit/markdown.ts";
import { RULES } from "../../src/features/audit/rules/index.ts";

/** Below the root of the repository. */
export const PAGES = "docs/reference/diagnostics";

const TABLE = "docs/reference/audit-rules.md";
const BEGIN = "<!-- rules: made by npm run docs -->";
const END = "<!-- end of rules -->";

/** The documents that are made from the rules, by path. Throws where the table's place is not marked. */
export function auditDocuments(root: string): Map<string, string> {
  const text = readFileSync(join(root, TABLE), "utf8");
  const [before, rest] = text.split(`${BEGIN}\n`);
  const after = rest?.split(END)[1];
  if (before === undefined || after === undefined)
    throw new Error(`${TABLE} does not have the lines ${BEGIN}, ${END}`);
  const table = rulesTable(RULES.rules, (code) => `diagnostics/${code}.md`);
  return new Map([
    ...RULES.rules.map((rule) => [`${PAGES}/${rule.code}.md`, pageMarkdown(rule)] as const),
    [TABLE, `${before}${BEGIN}\n\n${table}\n\n${END}${after}`],
  ]);
}
