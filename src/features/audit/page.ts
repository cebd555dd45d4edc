import type { RuleText } from "../../diagnostics/rule.ts";
import { describeMessage } from "../../diagnostics/message.ts";

/** A part of a rule's page: prose or code. */
export type Block = { text: string } | { code: string; language: "nix" | "text" } | { items: Item[] };

/** An entry of a list, with what it begins with. */
interface Item {
  label: string;
  text: string;
}

export interface Section {
  title: string;
  blocks: Block[];
}

/** The page of a rule, for docs and for the terminal; `mark` shows the name of a placeholder in prose. */
export function sectionsOf(rule: RuleText, mark: (name: string) => string): Section[] {
  const service = rule.example ?? "web";
  const nix = (body: string): Block => ({
    language: "nix",
    code: `systemd.services.${service} = {\n${indented(body)}\n};`,
  });
  const { journal } = rule;
  return [
    {
      title: "What it finds",
      blocks: [
        { text: sentence(rule.title) },
        { language: "text", code: describeMessage(rule.message, (name) => `<${name}>`) },
      ],
    },
    { title: "Why it is bad", blocks: [{ text: sentence(describeMessage(rule.why, mark)) }] },
    { title: "Wrong", blocks: [nix(rule.wrong)] },
    {
      title: "In the journal",
      blocks: [typeof journal === "string" ? { text: journal } : { language: "text", code: journal.log }],
    },
    { title: "Right", blocks: [nix(rule.right)] },
    {
      title: "Fixes",
      blocks: [{ items: rule.fixes.map(([applicability, text]) => ({ label: applicability, text })) }],
    },
    { title: "Limits", blocks: [{ text: rule.limits }] },
  ];
}

const indented = (body: string) =>
  body
    .split("\n")
    .map((line) => (line === "" ? "" : `  ${line}`))
    .join("\n");

/** Titles and some other texts are written without a full stop. */
const sentence = (text: string) => (/[.?]$/.test(text) ? text : `${text}.`);
