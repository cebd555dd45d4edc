import { UsageError } from "../../base/errors.ts";
import { didYouMean } from "../../base/did-you-mean.ts";
import type { RuleText } from "../../diagnostics/rule.ts";
import { lines, type Document } from "../../report/document.ts";
import { styled, type Line } from "../../report/spans.ts";
import { sectionsOf, type Block } from "../audit/page.ts";
import { ruleJson, type RuleData } from "../audit/rule-json.ts";
import { RULES } from "../audit/rules/index.ts";

/** Columns of prose. */
const WIDTH = 80;

/** Whether a word is the code of a rule, or meant to be one: no other service is likely to be called CU101. */
export const isRuleCode = (word: string): boolean => /^CU\d+$/i.test(word);

/** The page of a rule. Throws UsageError for a code that does not exist. */
export function ruleDocument(word: string): Document<RuleData> {
  const code = word.toUpperCase();
  const rule = RULES.get(code);
  if (rule === undefined) {
    const near = didYouMean(
      code,
      RULES.rules.map((each) => each.code),
    );
    throw new UsageError(`there is no rule ${code}`, {
      hint: near === null ? "docs/reference/audit-rules.md lists all rules" : `did you mean ${near}?`,
    });
  }
  return { data: ruleJson(rule), blocks: [lines(...pageLines(rule))] };
}

/** The page of a rule, for the terminal. */
export function pageLines(rule: RuleText): Line[] {
  const sections = sectionsOf(rule, (name) => `<${name}>`);
  return [
    [styled("title", `${rule.code}: ${rule.title}`)],
    [`${rule.severity}, ${rule.confidence} confidence`],
    ...sections.flatMap(({ title, blocks }): Line[] => [
      [],
      [styled("title", title)],
      ...blocks.flatMap(blockLines).map((line): Line => (line === "" ? [] : [`  ${line}`])),
    ]),
  ];
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
  const found: string[] = [];
  for (const word of text.split(" ")) {
    const last = found.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= width)
      found[found.length - 1] = `${last} ${word}`;
    else found.push(word);
  }
  return found;
}
