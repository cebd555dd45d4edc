import { diffServices, type ServiceDiff } from "./diff.ts";
import { UsageError } from "../../base/errors.ts";
import { parseFlakeReference } from "../../nix/evaluate/flake-ref.ts";
import { atRevision } from "../../nix/evaluate/revision.ts";
import { readSnapshot, type Hosts } from "./adapters/snapshot.ts";
import { EXIT } from "../../cli/exit.ts";
import { isStdin } from "../../cli/stdin.ts";
import { optionalArgument } from "../../cli/argument.ts";
import { defineCommand } from "../../cli/command.ts";
import { list } from "../../cli/option.ts";
import { HOST_RESULTS } from "../../cli/options.ts";
import { openReporter } from "../../cli/reporting.ts";
import { servicesMeant } from "../../cli/selection.ts";
import { diffDocument, diffSummary } from "./document.ts";

export const command = defineCommand({
  name: "diff",
  summary: "Compare the chroots of two flakes, revisions, manifests or outputs",
  options: {
    rev: list("REV", "compare this revision of a flake with what it is now, or with a second --rev"),
    service: list("NAME", "only this service, or those that a glob fits; repeatable"),
    ...HOST_RESULTS,
  },
  positional: {
    a: optionalArgument("a flake reference, a manifest's file (- for stdin), or a directory of drop-ins", {
      completes: "files",
    }),
    b: optionalArgument("the newer side, of any of these kinds", { completes: "files" }),
  },
  examples: [
    ["diff path:../fleet .", "two flakes"],
    ["diff --rev HEAD~1", "the flake in this directory, and what it was"],
    ["diff before result --json", "two directories that generate or build has made"],
  ],
  async run(args, session) {
    const [a, b] = await places(args, session.io.cwd);
    if (isStdin(a) && isStdin(b)) throw new UsageError("only one side can be read from stdin");
    const reporter = openReporter(session, args);
    const before = await readSnapshot(session, args, a);
    const after = await readSnapshot(session, args, b);
    const hosts = diffHosts(before.hosts, after.hosts, args.service);
    if (hosts.some(({ services }) => services.length > 0)) session.exit(EXIT.findings);
    const failed = [...before.failed, ...after.failed];
    for (const { host, services } of hosts)
      reporter.host({ name: host, single: hosts.length === 1 }, [diffDocument(services)]);
    for (const { host, error } of failed) reporter.failure({ name: host, single: false }, error);
    reporter.summary(diffSummary(hosts));
    reporter.end();
  },
});

interface Asked {
  a: string | undefined;
  b: string | undefined;
  rev: readonly string[];
  flake: string | undefined;
}

/** The two things to compare; `--rev` makes two of one flake. */
async function places({ a, b, rev, flake }: Asked, cwd: string): Promise<[string, string]> {
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
function diffHosts(before: Hosts, after: Hosts, asked: readonly string[]): HostDiff[] {
  const [only] = [...after.keys()];
  const isOne = before.size === 1 && after.size === 1;
  const pairs =
    isOne && only !== undefined
      ? [{ host: only, old: [...before.values()][0]!, now: after.get(only)! }]
      : [...new Set([...before.keys(), ...after.keys()])]
          .toSorted()
          .map((host) => ({ host, old: before.get(host) ?? [], now: after.get(host) ?? [] }));
  const names = [...new Set(pairs.flatMap(({ old, now }) => [...old, ...now].map(({ name }) => name)))];
  const meant = asked.length === 0 ? names : asked.flatMap((word) => chosen(word, names));
  return pairs.map(({ host, old, now }) => ({
    host,
    services: diffServices(old, now).filter(({ service }) => meant.includes(service)),
  }));
}

function chosen(word: string, names: readonly string[]): string[] {
  const found = servicesMeant(word, names);
  if (found.length === 0)
    throw new UsageError(`neither side has a confined service called ${JSON.stringify(word)}`);
  return found;
}
