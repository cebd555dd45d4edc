import type { Argv } from "yargs";
import { UsageError } from "../../base/errors.ts";
import { SEVERITIES, type Severity } from "../../diagnostics/finding.ts";
import { decodePolicy, type Policy } from "../../diagnostics/policy.ts";
import { parseIgnore, type Ignore } from "../../diagnostics/suppress.ts";
import { RULES } from "./rules/index.ts";
import type { Rule } from "../../diagnostics/rule.ts";
import { readText } from "../../cli/read-text.ts";
import { sourceOptions, type SourceArguments } from "../../cli/options.ts";

export interface AuditArguments extends SourceArguments {
  "fail-on": Severity | "never";
  ignore: string[] | undefined;
  policy: string | undefined;
  service: string[] | undefined;
}

/** What findings are judged by, besides the rules. */
export interface Judgement {
  policy: Policy | undefined;
  ignores: Ignore[];
  failsOn: Severity | "never";
}

export function auditOptions<T>(yargs: Argv<T>): Argv<T & AuditArguments> {
  return sourceOptions(yargs)
    .option("service", { type: "string", array: true, nargs: 1, describe: "only this service; repeatable" })
    .option("fail-on", {
      choices: [...SEVERITIES, "never"] as const,
      default: "warning" as const,
      describe: "end with 1 from this level on",
    })
    .option("ignore", {
      type: "string",
      array: true,
      nargs: 1,
      describe: "CODE=REASON or CODE:SERVICE=REASON; repeatable",
    })
    .option("policy", {
      type: "string",
      requiresArg: true,
      describe: "limits of what chroots may hold, a JSON file",
    }) as never;
}

/** Throws UsageError for what cannot be read. */
export function judgementOf(args: AuditArguments): Judgement {
  return {
    ignores: (args.ignore ?? []).map((each) => parseIgnore(each, RULES.has)),
    policy: args.policy === undefined ? undefined : readPolicy(args.policy),
    failsOn: args["fail-on"],
  };
}

function readPolicy(file: string) {
  const text = readText(file, "the policy");
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw new UsageError(`the policy ${file} is not JSON: ${(cause as Error).message}`, { cause });
  }
  return decodePolicy(value);
}
