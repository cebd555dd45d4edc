import { UsageError } from "../base/errors.ts";
import { safeJson } from "../base/sanitize.ts";
import { didYouMean } from "../base/did-you-mean.ts";
import { ruleJson } from "../features/audit/rule-json.ts";
import { RULES } from "../features/audit/rules/index.ts";
import { ruleText } from "../report/rule.ts";
import type { Session } from "./session.ts";

/** Whether a word is the code of a rule, or meant to be one: no other service is likely to be called CU101. */
export const isRuleCode = (word: string) => /^CU\d+$/i.test(word);

/** Prints the page of a rule. Throws UsageError for a code that there is not. */
export function explainRule(
  word: string,
  args: { json?: boolean | undefined; "json-lines"?: boolean | undefined },
  { io }: Pick<Session, "io">,
): void {
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
  const value = { schema: 1, ...ruleJson(rule) };
  if (args["json-lines"] === true) io.out(`${safeJson(value)}\n`);
  else io.out(args.json === true ? `${safeJson(value, 2)}\n` : ruleText(rule));
}
