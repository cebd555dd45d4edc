import { choice, list, value, withDefault, type OptionValues } from "../../cli/option.ts";
import { readText } from "../../cli/read-text.ts";
import { UsageError } from "../../base/errors.ts";
import { decodePolicy } from "../../diagnostics/policy.ts";
import { type Policy } from "../../service/limits.ts";
import { parseIgnore, type Ignore } from "../../diagnostics/suppress.ts";
import { FAIL_LEVELS, type FailLevel } from "./fail-level.ts";
import { RULES } from "./rules/index.ts";

export const AUDIT_OPTIONS = {
  service: list("NAME", "only this service, or those that a glob fits; repeatable"),
  "fail-on": withDefault(
    choice(
      FAIL_LEVELS,
      "exit with 1 if a finding is at least this severe (default: warning); unknown: also for what was not looked at",
    ),
    "warning",
  ),
  ignore: list("CODE=REASON", "CODE=REASON or CODE:SERVICE=REASON; repeatable"),
  policy: value("FILE", "limits of what chroots may hold, a JSON file"),
};

export type AuditOptions = OptionValues<typeof AUDIT_OPTIONS>;

/** What findings are judged by, besides the rules. */
export interface Judgement {
  policy: Policy | undefined;
  ignores: Ignore[];
  failsOn: FailLevel;
}

/** Throws UsageError for what cannot be read. */
export function judgementOf(args: AuditOptions): Judgement {
  return {
    ignores: args.ignore.map((each) => parseIgnore(each, RULES.has)),
    policy: args.policy === undefined ? undefined : readPolicy(args.policy),
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
