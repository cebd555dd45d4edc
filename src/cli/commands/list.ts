import type { CommandModule } from "yargs";
import { isFailed } from "../../core/generate.ts";
import type { Service } from "../../core/manifest/types.ts";
import { bytes, table } from "../../report/table.ts";
import { makeDropInsApart, type HostDropIns } from "../drop-ins.ts";
import { loadHosts } from "../hosts.ts";
import { sourceOptions, type SourceArguments } from "../options.ts";
import type { Runner } from "../runner.ts";

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
    describe: "The confined services of hosts: mode, dialect, store paths, size",
    builder: (yargs) =>
      sourceOptions(yargs)
        .example("$0 list", "all hosts of the flake in this folder")
        .example("$0 list --flake github:me/fleet#web --json", "one host, for a program"),
    handler: run(async (args, session) => {
      const loaded = await loadHosts(session.nix, args, { depth: "lean" }, session.io);
      const { made, failures } = await makeDropInsApart(session.nix, loaded.hosts, { strict: false });
      for (const { host, error } of [...loaded.failures, ...failures]) session.fail(error, host);
      for (const host of made) session.report(loaded.single ? null : host.host, host);
      const hosts = made.map((host) => ({ host: host.host, services: rowsOf(host), errors: errorsOf(host) }));
      const failed = [...loaded.failures, ...failures].map(({ host, error }) => ({
        host,
        error: error.message,
      }));
      if (args.json) session.io.out(`${JSON.stringify({ schema: 1, hosts, failures: failed }, null, 2)}\n`);
      else
        for (const { host, services } of hosts) session.io.out(text(loaded.single ? null : host, services));
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
    bytes: plan.binds.reduce((sum, { target }) => sum + (graph.get(target)?.narSize ?? 0), 0),
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
