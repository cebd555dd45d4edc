import type { RuleText } from "../../diagnostics/rule.ts";

/** A rule as `explain CODE --json` prints it. */
export function ruleJson(rule: RuleText) {
  const { code, title, severity, confidence, message, why, wrong, right, limits } = rule;
  return {
    code,
    title,
    severity,
    confidence,
    message,
    why,
    wrong,
    journal: typeof rule.journal === "string" ? rule.journal : rule.journal.log,
    right,
    fixes: rule.fixes.map(([applicability, description]) => ({ applicability, description })),
    limits,
  };
}
