import type { CommandModule } from "yargs";
import { UsageError } from "../../core/errors.ts";
import { explainService } from "../../core/explain/groups.ts";
import { pathsMeant } from "../../core/explain/match.ts";
import { reasonsFor } from "../../core/explain/reasons.ts";
import { isFailed } from "../../core/generate.ts";
import type { Service } from "../../core/manifest/types.ts";
import { shellQuote } from "../../nix/display.ts";
import { referencesOf } from "../../nix/path-info.ts";
import { explanationText, reasonsText } from "../../report/explain.ts";
import { inWorkingTree, type SourceMapping } from "../../source/mapping.ts";
import { makeDropIns, type HostDropIns } from "../drop-ins.ts";
import { hostOutput } from "../host-output.ts";
import { loadHosts, workingTrees } from "../hosts.ts";
import { notConfined } from "../one-service.ts";
import { sourceOptions, type SourceArguments } from "../options.ts";
import type { Runner } from "../runner.ts";

interface ExplainArguments extends SourceArguments {
  service: string;
  path: string | undefined;
}

export function explainCommand(run: Runner): CommandModule<object, ExplainArguments> {
  return {
    command: "explain <service> [path]",
    builder: (yargs) =>
      sourceOptions(yargs)
        .positional("service", { type: "string", demandOption: true, describe: "a confined service" })
        .positional("path", {
          type: "string",
          describe: "why this is in its chroot: a store path, a name or a glob",
        })
        .example("$0 explain web", "what is in the chroot of web, and what brings it in")
        .example("$0 explain web 'openssl*'", "every shortest way by which it gets there") as never,
    handler: run(async (args, session) => {
      const loaded = await loadHosts(session, args, { depth: "full" });
      for (const { host, error } of loaded.failures) session.fail(error, host);
      const having = loaded.hosts.flatMap(({ host, manifest }) => {
        const service = manifest.services.find(({ name }) => name === args.service);
        return service === undefined ? [] : [{ host, manifest: { ...manifest, services: [service] } }];
      });
      if (having.length === 0)
        throw notConfined(
          args.service,
          loaded.hosts.flatMap(({ manifest }) => manifest.services),
        );
      const output = hostOutput(args, session);
      const trees = await workingTrees(session, args);
      for (const made of await makeDropIns(session.nix, having, { strict: false })) {
        session.report(loaded.single ? null : made.host, made);
        const [evaluated] = made.manifest.services;
        const [dropIn] = made.dropIns;
        if (evaluated === undefined || isFailed(evaluated) || dropIn === undefined) continue;
        const entry = outsideOfStore(evaluated, trees);
        const { value, text } =
          args.path === undefined ? whole(entry, made) : reasons(entry, made, args.path);
        const title = loaded.single ? "" : `${made.host}\n`;
        output.host({ host: made.host, ...value }, () => title + text());
      }
      output.end();
    }),
  };
}

/** The service, with the places of its options in the files that people edit. */
function outsideOfStore(service: Service, trees: readonly SourceMapping[]): Service {
  const { full } = service;
  if (full === undefined) return service;
  const definitions = full.definitions.map((definition) => ({
    ...definition,
    file: inWorkingTree(definition.file, trees),
  }));
  return { ...service, full: { ...full, definitions } };
}

const factsOf = ({ graph, dropIns }: HostDropIns) => ({
  references: referencesOf(graph),
  inside: dropIns[0]!.plan.binds.map(({ target }) => target),
  dialect: dropIns[0]!.plan.dialect,
  sizeOf: (path: string) => graph.get(path)?.narSize ?? 0,
});

function whole(service: Service, made: HostDropIns) {
  const { references, inside, dialect, sizeOf } = factsOf(made);
  const value = explainService(service, dialect, references, inside, sizeOf);
  return { value: { ...value }, text: () => explanationText(value) };
}

function reasons(service: Service, made: HostDropIns, word: string) {
  const { references, inside } = factsOf(made);
  const meant = pathsMeant(word, inside);
  if (meant.length === 0) {
    throw new UsageError(
      `nothing in the chroot of ${JSON.stringify(service.name)} is called ${JSON.stringify(word)}`,
      {
        hint: `confined-units explain ${shellQuote(service.name)} lists what is in it`,
      },
    );
  }
  const paths = meant.map((path) => ({ path, reasons: reasonsFor(service, references, inside, path) }));
  const text = () => paths.map((each) => reasonsText(each.path, each.reasons)).join("\n");
  return { value: { service: service.name, paths }, text };
}
