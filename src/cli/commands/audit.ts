import { readFileSync } from "node:fs";
import type { CommandModule } from "yargs";
import { auditService } from "../../core/audit/audit.ts";
import { factsOf } from "../../core/audit/facts.ts";
import { decodePolicy, policyRule, type Policy } from "../../core/audit/policy.ts";
import { parseIgnore, suppress } from "../../core/audit/suppress.ts";
import type { Severity } from "../../core/audit/words.ts";
import { UsageError } from "../../core/errors.ts";
import { isFailed } from "../../core/generate.ts";
import { parseJson } from "../../core/manifest/decode.ts";
import { auditText } from "../../report/audit.ts";
import { shellReader } from "../../source/shell/parse.ts";
import { openSources } from "../../source/sources.ts";
import { machineFiles } from "../../store/files.ts";
import { makeDropInsApart, type HostDropIns } from "../drop-ins.ts";
import { EXIT } from "../exit.ts";
import { hostOutput } from "../host-output.ts";
import { streamHosts, workingTrees } from "../hosts.ts";
import { located } from "../located.ts";
import { sourceOptions, type SourceArguments } from "../options.ts";
import type { Runner } from "../runner.ts";
import { realiseNamed } from "../service-facts.ts";

const LEVELS = ["note", "warning", "error"] as const;

interface AuditArguments extends SourceArguments {
  "fail-on": Severity | "never";
  ignore: string[] | undefined;
  policy: string | undefined;
  service: string[] | undefined;
}

export function auditCommand(run: Runner): CommandModule<object, AuditArguments> {
  return {
    command: "audit",
    builder: (yargs) =>
      sourceOptions(yargs)
        .option("service", {
          type: "string",
          array: true,
          nargs: 1,
          describe: "only this service; repeatable",
        })
        .option("fail-on", {
          choices: [...LEVELS, "never"] as const,
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
        })
        .example("$0 audit --fail-on error", "in CI: end with 1 only for what fails at run time") as never,
    handler: run(async (args, session) => {
      const ignores = (args.ignore ?? []).map(parseIgnore);
      const more = args.policy === undefined ? [] : [policyRule(readPolicy(args.policy))];
      const sources = await openSources(await workingTrees(session, args));
      const [reader, files] = [await shellReader(), machineFiles()];
      if ("problem" in reader) session.warn(`scripts are not read: ${reader.problem}`);
      const output = hostOutput(args, session);
      const unseen = new Set(args.service);
      for await (const batch of streamHosts(session, args, { depth: "full" })) {
        for (const { manifest } of batch.hosts) for (const { name } of manifest.services) unseen.delete(name);
        const services = batch.hosts.flatMap(({ manifest }) => manifest.services);
        await realiseNamed(
          session,
          services.flatMap((entry) =>
            isFailed(entry) || entry.full === undefined ? [] : [entry.full.context],
          ),
        );
        const { made, failures } = await makeDropInsApart(session.nix, batch.hosts, { strict: false });
        for (const { host, error } of [...batch.failures, ...failures]) {
          session.fail(error, host);
          output.failure(host, error, batch.single);
        }
        for (const host of made) {
          for (const error of host.errors) session.fail(error, batch.single ? null : host.host);
          const readShell = "problem" in reader ? null : reader;
          const found = subjects(host, args.service).flatMap(({ service, plan }) => {
            const graph = new Map([...host.graph].map(([path, info]) => [path, info.references]));
            const world = {
              graph,
              files,
              readShell,
              sizeOf: (path: string) => host.graph.get(path)?.narSize ?? 0,
            };
            const facts = factsOf(service, plan, world);
            if (facts === null)
              throw new UsageError("this manifest lacks the facts that an audit needs", {
                hint: "make it with confined-units manifest --depth full",
              });
            return auditService(facts, more).map((each) => located(each, service, sources));
          });
          const { kept, ignored } = suppress(found, ignores);
          const title = batch.single ? "" : `${host.host}\n`;
          output.host({ host: host.host, findings: kept, ignored }, () => title + auditText(kept, ignored));
          if (
            args["fail-on"] !== "never" &&
            kept.some(
              ({ severity }) => LEVELS.indexOf(severity) >= LEVELS.indexOf(args["fail-on"] as Severity),
            )
          )
            session.exit(EXIT.findings);
        }
      }
      sources.close();
      output.end();
      for (const name of unseen)
        session.fail(new UsageError(`no confined service is called ${JSON.stringify(name)}`), null);
    }),
  };
}

function subjects({ manifest, dropIns }: HostDropIns, wanted: readonly string[] | undefined) {
  const plans = new Map(dropIns.map(({ plan }) => [plan.service, plan]));
  return manifest.services.flatMap((service) => {
    const plan = plans.get(service.name);
    return isFailed(service) || plan === undefined || wanted?.includes(service.name) === false
      ? []
      : [{ service, plan }];
  });
}

function readPolicy(file: string): Policy {
  try {
    return decodePolicy(parseJson(readFileSync(file, "utf8")));
  } catch (cause) {
    if (cause instanceof UsageError) throw cause;
    throw new UsageError(`cannot read the policy ${file}: ${(cause as Error).message}`, { cause });
  }
}
