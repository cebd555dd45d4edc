import { someArguments } from "../../cli/argument.ts";
import { defineCommand } from "../../cli/command.ts";
import { EXIT } from "../../cli/exit.ts";
import { asRead, FailedServices, forEachHost } from "../../cli/for-each-host.ts";
import { loadHosts } from "../../cli/hosts.ts";
import { HOST_RESULTS, type SourceArguments } from "../../cli/options.ts";
import { openReporter } from "../../cli/reporting.ts";
import { isGlob, Selection, serviceNames, servicesMeant } from "../../cli/selection.ts";
import { openRounds } from "../../cli/rounds.ts";
import type { Session } from "../../cli/session.ts";
import { unitFromManifest } from "../../service/make-unit.ts";
import type { World } from "../../service/unit.ts";
import { dialectFacts } from "../../reference/rules.ts";
import { ServiceError, UsageError } from "../../base/errors.ts";
import { isFailed, ServiceEvaluationError } from "../../drop-in/generate.ts";
import { bothContexts, contextRoots } from "../../store-path/context.ts";
import { fullService } from "../../manifest/full-service.ts";
import type { FullService, Manifest, ServiceEntry } from "../../manifest/types.ts";
import { planService } from "../../drop-in/plan.ts";
import { suggest, type Suggestion } from "./suggest.ts";
import { shellQuote } from "../../process/display.ts";
import { realisedGraph } from "../../nix/store/realised-graph.ts";
import type { Document } from "../../report/document.ts";
import { machineFiles } from "../../fs/files.ts";
import { storeOnlyReader } from "../../fs/links.ts";
import { suggestionDocument } from "./document.ts";

export const command = defineCommand({
  name: "suggest",
  summary: "Print the Nix that confines a service and lets it pass the audit",
  options: HOST_RESULTS,
  positional: {
    services: someArguments("services, confined or not; a glob means confined ones", { shown: "service" }),
  },
  examples: [
    ["suggest sshd", "what to write to confine sshd"],
    ["suggest web --json", "the same for a program"],
  ],
  async run(args, session) {
    const names = await namesAsked(session, args, args.services);
    const reporter = openReporter(session, args);
    const services = new Selection(args.services);
    const { failed } = await forEachHost(session, args, {
      wanted: {
        depth: "full",
        // A manifest has all its services already, and the selection finds what a glob means.
        only: args.manifest === undefined ? names : null,
        include: names,
      },
      services,
      prepare: asRead,
      reporter,
      async visit({ manifest }, at) {
        const documents: Document[] = [];
        const errors: ServiceError[] = [];
        for (const entry of manifest.services.filter((each) => isMeant(each, args.services))) {
          if (isFailed(entry)) {
            errors.push(new ServiceEvaluationError(entry.name, entry.error ?? "it does not evaluate"));
            continue;
          }
          try {
            const suggestion = await suggestFor(session, manifest, fullService(entry));
            if (suggestion.remaining.length > 0) session.exit(EXIT.findings);
            documents.push(suggestionDocument(suggestion, at));
          } catch (error) {
            // One that is refused stops no other.
            if (!(error instanceof ServiceError)) throw error;
            errors.push(error);
          }
        }
        if (documents.length === 0) throw new FailedServices(errors);
        for (const error of errors) session.fail(error, at);
        return documents;
      },
    });
    // A service may be one of a host that failed.
    if (failed.length === 0)
      for (const word of services.unmet) session.fail(unknownService(word, args), null);
    reporter.end();
  },
});

/** The services to evaluate. Only those that are confined are known by name, so that a glob means them. */
async function namesAsked(
  session: Session,
  args: SourceArguments,
  words: readonly string[],
): Promise<readonly string[]> {
  const exact = words.filter((word) => !isGlob(word)).flatMap(serviceNames);
  const globs = words.filter(isGlob);
  if (globs.length === 0 || args.manifest !== undefined) return exact;
  const { hosts } = await loadHosts(session, args, { depth: "lean" });
  const confined = [...new Set(hosts.flatMap(({ manifest }) => manifest.services.map(({ name }) => name)))];
  return [...new Set([...exact, ...globs.flatMap((glob) => servicesMeant(glob, confined))])];
}

/** A glob does not mean what is only treated as confined, which a manifest may have. */
const isMeant = (entry: ServiceEntry, words: readonly string[]) =>
  isFailed(entry) ||
  entry.dialect === undefined ||
  words.some((word) => !isGlob(word) && serviceNames(word).includes(entry.name));

async function suggestFor(session: Session, manifest: Manifest, service: FullService): Promise<Suggestion> {
  // All that may be suggested is named by the service already, and read at once.
  const context = bothContexts(service.context, service.full.context);
  const { outputs, graph } = await realisedGraph(session.nix, [context]);
  const files = machineFiles();
  const store = storeOnlyReader(files);
  const rounds = openRounds(session, files);
  const world: World = { graph, files, answers: rounds.answers };
  const planOf = (tried: FullService) => {
    const roots = contextRoots(graph, tried.context, outputs);
    return planService(tried, dialectFacts(tried, manifest), graph, roots, store, { strict: false });
  };
  await rounds.run(() => unitFromManifest(service, planOf(service), world));
  // An edit may show a script that was hidden.
  return rounds.run(() => suggest(service, planOf, world));
}

function unknownService(word: string, { manifest }: SourceArguments): UsageError {
  const [name = word] = serviceNames(word);
  const called = JSON.stringify(name);
  if (manifest === undefined)
    return new UsageError(`no host has a service called ${called}`, {
      hint: isGlob(word) ? "a glob means confined services only" : "name it as below systemd.services",
    });
  return new UsageError(`this manifest has no service called ${called}`, {
    hint: `one that is not confined is only in it if asked for: confined-units manifest --depth full --include ${shellQuote(name)}`,
  });
}
