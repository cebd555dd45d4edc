import type { Applicability } from "../../diagnostics/fix.ts";
import type { RuleText } from "../../diagnostics/rule.ts";
import type { ResultJson } from "../../report/json-types.ts";

/** A rule; all texts are Markdown, `wrong` and `right` are Nix. */
export interface RuleData extends Pick<
  RuleText,
  "code" | "title" | "severity" | "confidence" | "message" | "why" | "wrong" | "right" | "limits"
> {
  /** What systemd or the program writes, or a sentence that says why there is nothing to see. */
  journal: string;
  fixes: readonly { applicability: Applicability; description: string }[];
}

/** What `explain CODE --json` prints. */
export type RuleJson = ResultJson<RuleData>;

export function ruleJson(rule: RuleText): RuleData {
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
