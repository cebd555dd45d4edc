import { existsSync, lstatSync } from "node:fs";
import { dirname, resolve } from "node:path";
import type { CommandModule } from "yargs";
import { ConfinedUnitsError, UsageError } from "../../base/errors.ts";
import { isFailed, ServiceEvaluationError } from "../../core/generate.ts";
import type { Manifest } from "../../core/manifest/types.ts";
import { checkServiceName } from "../../core/names.ts";
import { dialectFacts } from "../../reference/rules.ts";
import { buildManifest } from "./adapters/build-manifest.ts";
import { hostOutput } from "../../cli/host-output.ts";
import { streamHosts } from "../../cli/hosts.ts";
import { sourceOptions, type SourceArguments } from "../../cli/options.ts";
import type { Runner } from "../../cli/runner.ts";
import type { Session } from "../../cli/session.ts";

interface BuildArguments extends SourceArguments {
  "out-link": string | undefined;
  strict: boolean | undefined;
}

export function buildCommand(run: Runner): CommandModule<object, BuildArguments> {
  return {
    command: "build",
    builder: (yargs) =>
      sourceOptions(yargs)
        .option("out-link", {
          type: "string",
          requiresArg: true,
          describe: "leave a link to the result (several hosts: LINK-HOST)",
        })
        .option("strict", { type: "boolean", describe: "refuse what the reference builds wrongly" })
        .example("$0 build --flake '.#web' --out-link result", "makes result/lib/systemd/system/…"),
    handler: run(async (args, session) => {
      const output = hostOutput(args, session);
      const wantsText = args.json !== true && args["json-lines"] !== true;
      const fail = (host: string, error: ConfinedUnitsError, single: boolean) => {
        session.fail(error, single ? null : host);
        // stdout has store paths only; what failed is counted in the end.
        output.failure(host, error, single || wantsText);
      };
      const link = args["out-link"] === undefined ? null : resolve(session.io.cwd, args["out-link"]);
      for await (const batch of streamHosts(session, args, { depth: "lean", want: ["nodejs"] })) {
        const { single } = batch;
        for (const { host, error } of batch.failures) fail(host, error, single);
        for (const { host, manifest } of batch.hosts) {
          const outLink = link === null || single ? link : `${link}-${host}`;
          if (outLink !== null) requireLinkable(outLink);
          const refused = refusedServices(manifest);
          if (refused.length > 0) {
            const [first, ...others] = refused;
            fail(host, first!, single);
            for (const error of others) session.fail(error, single ? null : host);
            continue;
          }
          try {
            const fit = evaluated(manifest, single ? null : host, session);
            const path = await buildManifest(session, {
              host,
              manifest: fit,
              outLink,
              strict: args.strict ?? false,
            });
            output.host({ host, path }, () => `${path}\n`);
          } catch (error) {
            if (!(error instanceof ConfinedUnitsError) || session.io.signal.aborted) throw error;
            fail(host, error, single);
          }
        }
      }
      output.end();
    }),
  };
}

/** What no drop-in can be written for: the build would fail, and say so in its log only. */
function refusedServices(manifest: Manifest): ConfinedUnitsError[] {
  return manifest.services.flatMap((entry) => {
    try {
      checkServiceName(entry.name, isFailed(entry) ? "drop-in" : dialectFacts(entry, manifest).layout);
      return [];
    } catch (error) {
      if (!(error instanceof ConfinedUnitsError)) throw error;
      return [error];
    }
  });
}

/** Nix says this, too, but only when all is built. */
function requireLinkable(link: string): void {
  const found = lstatSync(link, { throwIfNoEntry: false });
  if (found !== undefined && !found.isSymbolicLink())
    throw new UsageError(`${link} is there and is not a link`, { hint: "name another one with --out-link" });
  if (!existsSync(dirname(link)))
    throw new UsageError(`there is no folder ${dirname(link)} for the link`, {
      hint: "make it, or name another one with --out-link",
    });
}

/** What did not evaluate is told and left out; the derivation holds the drop-ins of all others. */
function evaluated(manifest: Manifest, host: string | null, session: Session): Manifest {
  for (const entry of manifest.services) {
    if (!isFailed(entry)) continue;
    session.fail(new ServiceEvaluationError(entry.name, entry.error ?? "it does not evaluate"), host);
  }
  return { ...manifest, services: manifest.services.filter((entry) => !isFailed(entry)) };
}
