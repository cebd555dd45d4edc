import type { RuleText } from "../diagnostics/rule.ts";
import { sectionsOf, type Block } from "../features/audit/page.ts";

/** Columns of prose. */
const WIDTH = 80;

/** The page of a rule, for the terminal. */
export function ruleText(rule: RuleText): string {
  const head = [`${rule.code}: ${rule.title}`, `${rule.severity}, ${rule.confidence} confidence`];
  const parts = sectionsOf(rule, (name) => `<${name}>`).map(({ title, blocks }) => [
    title,
    ...blocks.flatMap(blockLines).map((line) => (line === "" ? "" : `  ${line}`)),
  ]);
  return `${[head, ...parts].map((lines) => lines.join("\n")).join("\n\n")}\n`;
}

function blockLines(block: Block): string[] {
  if ("text" in block) return wrapped(block.text, WIDTH);
  if ("code" in block) return block.code.split("\n");
  return block.items.flatMap(({ label, text }) => {
    const [first = "", ...rest] = wrapped(text, WIDTH - label.length - 2);
    return [`${label}: ${first}`, ...rest.map((line) => " ".repeat(label.length + 2) + line)];
  });
}

function wrapped(text: string, width: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(" ")) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= width)
      lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}
