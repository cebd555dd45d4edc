import type { CommandModule } from "yargs";
import { withoutRemedies } from "../../core/audit/finding.ts";
import type { World } from "../../core/audit/facts.ts";
import { resolveContext } from "../../core/closure.ts";
import { dialectFacts } from "../../core/dialect/facts.ts";
import { UsageError } from "../../core/errors.ts";
import { isFailed, ServiceEvaluationError } from "../../core/generate.ts";
import { bothContexts } from "../../core/manifest/context.ts";
import type { FullService, Manifest } from "../../core/manifest/types.ts";
import { planService } from "../../core/plan.ts";
import { suggest, type Suggestion } from "../../core/suggest/suggest.ts";
import { realisedGraph } from "../../nix/realised-graph.ts";
import { suggestionText } from "../../report/suggest.ts";
import { machineFiles } from "../../store/files.ts";
import { storeReader } from "../../store/links.ts";
import { EXIT } from "../exit.ts";
import { hostOutput } from "../host-output.ts";
import { loadHosts } from "../hosts.ts";
import { fullService } from "../one-service.ts";
import { sourceOptions, type SourceArguments } from "../options.ts";
import type { Runner } from "../runner.ts";
import { scriptReader } from "../scripts.ts";
import type { Session } from "../session.ts";

interface SuggestArguments extends SourceArguments {
  service: string;
}

export function suggestCommand(run: Runner): CommandModule<object, SuggestArguments> {
  return {
    command: "suggest <service>",
    builder: (yargs) =>
      sourceOptions(yargs)
        .positional("service", { type: "string", demandOption: true, describe: "a service, confined or not" })
        .example("$0 suggest sshd", "what to write to confine sshd")
        .example("$0 suggest web --json", "the same for a program") as never,
    handler: run(async (args, session) => {
      const names = [args.service];
      const loaded = await loadHosts(session, args, { depth: "full", only: names, include: names });
      for (const { host, error } of loaded.failures) session.fail(error, host);
      const having = loaded.hosts.filter(({ manifest }) => manifest.services.length > 0);
      if (having.length === 0 && loaded.failures.length === 0) throw unknownService(args);
      const output = hostOutput(args, session);
      for (const { host, manifest } of having) {
        const suggestion = await suggestFor(session, manifest);
        const { mended, left, ...value } = suggestion;
        if (left.length > 0) session.exit(EXIT.findings);
        const findings = { mended: mended.map(withoutRemedies), left: left.map(withoutRemedies) };
        output.host({ host, ...value, ...findings }, () =>
          suggestionText(suggestion, loaded.single ? null : host),
        );
      }
      output.end();
    }),
  };
}

async function suggestFor(session: Session, manifest: Manifest): Promise<Suggestion> {
  const service = serviceOf(manifest);
  // All that may be suggested is named by the service already, and read at once.
  const context = bothContexts(service.context, service.full.context);
  const { outputs, graph } = await realisedGraph(session.nix, [context]);
  const references = new Map([...graph].map(([path, info]) => [path, info.references]));
  const [files, store] = [machineFiles(), storeReader()];
  const world: World = {
    graph: references,
    files,
    sizeOf: (path) => graph.get(path)?.narSize ?? 0,
    // No remedy adds a script.
    readShell: await scriptReader(session, files)([service]),
  };
  const planOf = (tried: FullService) => {
    const roots = resolveContext(tried.context, outputs);
    return planService(tried, dialectFacts(tried, manifest), references, roots, store, { strict: false });
  };
  return suggest(service, planOf, world);
}

function serviceOf({ services: [entry] }: Manifest): FullService {
  if (entry === undefined || isFailed(entry))
    throw new ServiceEvaluationError(entry?.name ?? "", entry?.error ?? "it does not evaluate");
  return fullService(entry);
}

function unknownService({ service, manifest }: SuggestArguments): UsageError {
  const name = JSON.stringify(service);
  if (manifest === undefined)
    return new UsageError(`no host has a service called ${name}`, {
      hint: service.endsWith(".service")
        ? `leave .service out: ${service.replace(/\.service$/, "")}`
        : "name it as below systemd.services",
    });
  return new UsageError(`this manifest has no service called ${name}`, {
    hint: `one that is not confined is only in it if asked for: confined-units manifest --depth full --include ${name}`,
  });
}
