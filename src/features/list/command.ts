import type { CommandModule } from "yargs";
import { isFailed } from "../../core/generate.ts";
import type { Service } from "../../core/manifest/types.ts";
import { bytes, table } from "../../report/table.ts";
import { makeDropInsApart, type HostDropIns } from "../../cli/drop-ins.ts";
import { hostOutput } from "../../cli/host-output.ts";
import { streamHosts } from "../../cli/hosts.ts";
import { sourceOptions, type SourceArguments } from "../../cli/options.ts";
import type { Runner } from "../../cli/runner.ts";

/** One confined service in `list --json`; `bytes` is the size of its closure as NAR. */
interface Row {
  name: string;
  mode: string;
  dialect: string;
  paths: number;
  bytes: number;
}

export function listCommand(run: Runner): CommandModule<object, SourceArguments> {
  return {
    command: "list",
    builder: (yargs) =>
      sourceOptions(yargs)
        .example("$0 list", "all hosts of the flake in this folder")
        .example("$0 list --flake '.#web' --json", "one host, for a program")
        .example("$0 list --host 'web*' --json-lines", "some hosts, each as soon as it is known"),
    handler: run(async (args, session) => {
      const output = hostOutput(args, session);
      for await (const batch of streamHosts(session, args, { depth: "lean" })) {
        const { made, failures } = await makeDropInsApart(session.nix, batch.hosts, { strict: false });
        const failed = new Map([...batch.failures, ...failures].map(({ host, error }) => [host, error]));
        for (const name of batch.names) {
          const error = failed.get(name);
          if (error !== undefined) {
            session.fail(error, name);
            output.failure(name, error, batch.single);
          }
          const host = made.find((other) => other.host === name);
          if (host === undefined) continue;
          session.report(batch.single ? null : name, host);
          const services = rowsOf(host);
          const row = { host: name, services, errors: errorsOf(host) };
          output.host(row, () => text(batch.single ? null : name, services));
        }
      }
      output.end();
    }),
  };
}

function rowsOf({ manifest, dropIns, graph }: HostDropIns): Row[] {
  const services = new Map(
    manifest.services.flatMap((entry): [string, Service][] => (isFailed(entry) ? [] : [[entry.name, entry]])),
  );
  return dropIns.map(({ plan }) => ({
    name: plan.service,
    mode: services.get(plan.service)!.confinement.mode,
    dialect: plan.dialect,
    paths: plan.binds.length,
    bytes: plan.binds.reduce((sum, { target }) => sum + (graph.narSize(target) ?? 0), 0),
  }));
}

function errorsOf({ errors }: HostDropIns) {
  return errors.map(({ service, message }) => ({ service, message }));
}

function text(host: string | null, rows: readonly Row[]): string {
  const title = host === null ? "" : `${host}\n`;
  const cells = rows.map((row) => [row.name, row.mode, row.dialect, String(row.paths), bytes(row.bytes)]);
  const columns = [
    { title: "SERVICE" },
    { title: "MODE" },
    { title: "DIALECT" },
    { title: "PATHS", align: "right" as const },
    { title: "SIZE", align: "right" as const },
  ];
  return `${title}${rows.length === 0 ? "no confined services\n" : table(columns, cells)}`;
}
