import type { CommandModule } from "yargs";
import { diffServices, type ServiceDiff } from "../../core/diff.ts";
import { UsageError } from "../../base/errors.ts";
import { safeJson, escapeLine } from "../../base/sanitize.ts";
import { parseFlakeReference } from "../../nix/flake-ref.ts";
import { atRevision } from "../../nix/revision.ts";
import { diffText } from "./document.ts";
import { readSide, type Side } from "./adapters/snapshot.ts";
import { EXIT } from "../../cli/exit.ts";
import { sourceOptions, type SourceArguments } from "../../cli/options.ts";
import type { Runner } from "../../cli/runner.ts";
import { isStdin } from "../../cli/stdin.ts";

interface DiffArguments extends SourceArguments {
  a: string | undefined;
  b: string | undefined;
  rev: string[] | undefined;
}

export function diffCommand(run: Runner): CommandModule<object, DiffArguments> {
  return {
    command: "diff [a] [b]",
    builder: (yargs) =>
      sourceOptions(yargs)
        .positional("a", {
          type: "string",
          describe: "a flake reference, a manifest's file (- for stdin), or a folder of drop-ins",
        })
        .positional("b", { type: "string", describe: "the same, newer" })
        .option("rev", {
          type: "string",
          array: true,
          nargs: 1,
          describe: "compare this revision of a flake with what is there now, or with a second --rev",
        })
        .example("$0 diff path:../fleet .", "two flakes")
        .example("$0 diff --rev HEAD~1", "the flake in this folder, and what it was")
        .example("$0 diff before result --json", "two folders that generate or build has made"),
    handler: run(async (args, session) => {
      const [a, b] = await places(args, session.io.cwd);
      if (isStdin(a) && isStdin(b)) throw new UsageError("only one side can be read from stdin");
      const before = await readSide(session, args, a);
      const after = await readSide(session, args, b);
      const hosts = diffHosts(before, after);
      if (hosts.some(({ services }) => services.length > 0)) session.exit(EXIT.findings);
      if (args.json === true) {
        session.io.out(`${safeJson({ schema: 1, hosts }, 2)}\n`);
      } else if (args["json-lines"] === true) {
        for (const host of hosts) session.io.out(`${safeJson({ schema: 1, ...host })}\n`);
      } else {
        const texts = hosts
          .filter(({ services }) => services.length > 0)
          .map(({ host, services }) => diffText(hosts.length === 1 ? null : host, services));
        session.io.out(texts.join("\n"));
        session.note(summary(hosts));
      }
    }),
  };
}

/** The two things to compare; `--rev` makes two of one flake. */
async function places({ a, b, rev = [], flake }: DiffArguments, cwd: string): Promise<[string, string]> {
  if (rev.length === 0) {
    if (a === undefined || b === undefined || flake !== undefined)
      throw new UsageError("name two things to compare, or one and a revision of it with --rev", {
        hint: "confined-units diff --help",
      });
    return [a, b];
  }
  if (b !== undefined || rev.length > 2 || (a !== undefined && flake !== undefined))
    throw new UsageError("--rev compares revisions of one flake, and takes at most two", {
      hint: "confined-units diff [FLAKE] --rev OLD [--rev NEW]",
    });
  const given = a ?? flake ?? ".";
  const { ref, host } = parseFlakeReference(given);
  const fragment = host === null ? "" : given.slice(given.indexOf("#"));
  const [old, now] = await Promise.all(rev.map((revision) => atRevision(ref, revision, cwd)));
  return [`${old!}${fragment}`, now === undefined ? given : `${now}${fragment}`];
}

interface HostDiff {
  host: string;
  services: ServiceDiff[];
}

/** Hosts are compared with those of the same name; where each side has one, with each other. */
function diffHosts(before: Side, after: Side): HostDiff[] {
  const [only] = [...after.keys()];
  if (before.size === 1 && after.size === 1 && only !== undefined)
    return [{ host: only, services: diffServices([...before.values()][0]!, after.get(only)!) }];
  const hosts = [...new Set([...before.keys(), ...after.keys()])].toSorted();
  return hosts.map((host) => ({
    host,
    services: diffServices(before.get(host) ?? [], after.get(host) ?? []),
  }));
}

function summary(hosts: readonly HostDiff[]): string {
  const changed = hosts.filter(({ services }) => services.length > 0);
  if (changed.length === 0) return "no differences";
  const services = changed.flatMap((host) => host.services);
  const restarts = services.filter(({ action }) => action === "restart").map(({ service }) => service);
  const where = hosts.length === 1 ? "" : ` on ${changed.length} of ${hosts.length} hosts`;
  const restarted =
    restarts.length === 0
      ? "none is restarted"
      : `restarted: ${[...new Set(restarts)].map(escapeLine).join(", ")}`;
  return `${services.length} ${services.length === 1 ? "service differs" : "services differ"}${where}; ${restarted}`;
}
