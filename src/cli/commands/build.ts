import { resolve } from "node:path";
import type { CommandModule } from "yargs";
import { ConfinedUnitsError } from "../../core/errors.ts";
import { isFailed, ServiceEvaluationError } from "../../core/generate.ts";
import type { Manifest } from "../../core/manifest/types.ts";
import { buildManifest } from "../build-manifest.ts";
import { loadHosts } from "../hosts.ts";
import { sourceOptions, type SourceArguments } from "../options.ts";
import type { Runner } from "../runner.ts";
import type { Session } from "../session.ts";

interface BuildArguments extends SourceArguments {
  "out-link": string | undefined;
  strict: boolean | undefined;
}

export function buildCommand(run: Runner): CommandModule<object, BuildArguments> {
  return {
    command: "build",
    describe: "Build the drop-ins of hosts as derivations, one per host",
    builder: (yargs) =>
      sourceOptions(yargs)
        .option("out-link", {
          type: "string",
          requiresArg: true,
          describe: "leave a link to the result (several hosts: LINK-HOST)",
        })
        .option("strict", { type: "boolean", describe: "refuse what the reference builds wrongly" })
        .example("$0 build --flake .#web --out-link result", "result/lib/systemd/system/…"),
    handler: run(async (args, session) => {
      const loaded = await loadHosts(session.nix, args, { depth: "lean", want: ["nodejs"] }, session.io);
      for (const { host, error } of loaded.failures) session.fail(error, host);
      const built: { host: string; path: string }[] = [];
      for (const { host, manifest } of loaded.hosts) {
        const link = args["out-link"] === undefined ? null : resolve(session.io.cwd, args["out-link"]);
        try {
          const path = await buildManifest(session, {
            host,
            manifest: evaluated(manifest, loaded.single ? null : host, session),
            outLink: link === null || loaded.single ? link : `${link}-${host}`,
            strict: args.strict ?? false,
          });
          built.push({ host, path });
          if (!args.json) session.io.out(`${path}\n`);
        } catch (error) {
          if (!(error instanceof ConfinedUnitsError) || session.io.signal.aborted) throw error;
          session.fail(error, loaded.single ? null : host);
        }
      }
      if (args.json) session.io.out(`${JSON.stringify({ schema: 1, hosts: built }, null, 2)}\n`);
    }),
  };
}

/** What did not evaluate is told and left out; the derivation holds the drop-ins of all others. */
function evaluated(manifest: Manifest, host: string | null, session: Session): Manifest {
  for (const entry of manifest.services) {
    if (!isFailed(entry)) continue;
    session.fail(new ServiceEvaluationError(entry.name, entry.error ?? "it does not evaluate"), host);
  }
  return { ...manifest, services: manifest.services.filter((entry) => !isFailed(entry)) };
}
