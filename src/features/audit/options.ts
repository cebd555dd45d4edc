import { choice, list, value, withDefault, type OptionValues } from "../../cli/option.ts";
import { readText } from "../../cli/read-text.ts";
import type { Rule } from "../../core/audit/finding.ts";
import { decodePolicy, policyRule } from "../../core/audit/policy.ts";
import { parseIgnore, type Ignore } from "../../core/audit/suppress.ts";
import type { Severity } from "../../core/audit/words.ts";
import { UsageError } from "../../core/errors.ts";

/** From the least to the worst. */
export const LEVELS = ["note", "warning", "error"] as const;

export const AUDIT_OPTIONS = {
  service: list("NAME", "only this service, or those that a glob fits; repeatable"),
  "fail-on": withDefault(
    choice([...LEVELS, "never"], "exit with 1 if a finding is at least this severe (default: warning)"),
    "warning",
  ),
  ignore: list("CODE=REASON", "CODE=REASON or CODE:SERVICE=REASON; repeatable"),
  policy: value("FILE", "limits of what chroots may hold, a JSON file"),
};

export type AuditOptions = OptionValues<typeof AUDIT_OPTIONS>;

/** What findings are judged by, besides the rules. */
export interface Judgement {
  rules: Rule[];
  ignores: Ignore[];
  failsOn: Severity | "never";
}

/** Throws UsageError for what cannot be read. */
export function judgementOf(args: AuditOptions): Judgement {
  return {
    ignores: args.ignore.map(parseIgnore),
    rules: args.policy === undefined ? [] : [policyRule(readPolicy(args.policy))],
    failsOn: args["fail-on"],
  };
}

function readPolicy(file: string) {
  const text = readText(file, "the policy");
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (cause) {
    throw new UsageError(`the policy ${file} is not JSON: ${(cause as Error).message}`, { cause });
  }
  return decodePolicy(json);
}
