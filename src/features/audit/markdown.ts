import type { Applicability } from "../../diagnostics/fix.ts";
import type { RuleText } from "../../diagnostics/rule.ts";
import { sectionsOf, type Block } from "./page.ts";

/** The page of a rule below docs/reference/diagnostics. */
export function pageMarkdown(rule: RuleText): string {
  const parts = [
    `# ${rule.code}: ${rule.title}`,
    `- Severity: ${rule.severity}\n- Confidence: ${rule.confidence}`,
    ...sectionsOf(rule, (name) => `_${name}_`).flatMap(({ title, blocks }) => [
      `## ${title}`,
      ...blocks.map(blockMarkdown),
    ]),
  ];
  return `${parts.join("\n\n")}\n`;
}

function blockMarkdown(block: Block): string {
  if ("text" in block) return block.text;
  if ("code" in block) return `\`\`\`${block.language}\n${block.code}\n\`\`\``;
  return block.items.map(({ label, text }) => `- **${label}**: ${text}`).join("\n");
}

const ORDER: readonly Applicability[] = ["safe", "unsafe", "manual"];

/** The table of all rules; `link` gives the address of a rule's page. */
export function rulesTable(rules: readonly RuleText[], link: (code: string) => string): string {
  const head = ["code", "severity", "confidence", "fix", "what it finds"];
  const rows = rules.map(({ code, severity, confidence, fixes, title }) => [
    `[${code}](${link(code)})`,
    severity,
    confidence,
    ORDER.find((each) => fixes.some(([applicability]) => applicability === each)) ?? "",
    title,
  ]);
  const widths = head.map((_, column) => Math.max(...[head, ...rows].map((row) => row[column]!.length)));
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column]!)).join(" | ")} |`;
  return [head, widths.map((width) => "-".repeat(width)), ...rows].map(line).join("\n");
}
