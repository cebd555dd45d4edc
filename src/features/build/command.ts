import { existsSync, lstatSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { UsageError } from "../../base/errors.ts";
import { isFailed, ServiceEvaluationError } from "../../drop-in/generate.ts";
import type { Manifest } from "../../manifest/types.ts";
import { checkServiceName } from "../../drop-in/names.ts";
import { dialectFacts } from "../../reference/rules.ts";
import { buildManifest, RefusedServices } from "./adapters/build-manifest.ts";
import type { Session } from "../../cli/session.ts";
import { defineCommand } from "../../cli/command.ts";
import { asRead, FailedServices, forEachHost } from "../../cli/for-each-host.ts";
import { flag, value } from "../../cli/option.ts";
import { HOST_RESULTS } from "../../cli/options.ts";
import { openReporter } from "../../cli/reporting.ts";
import { ServiceError } from "../../base/errors.ts";
import { builtDocument } from "./document.ts";

export const command = defineCommand({
  name: "build",
  summary: "Build the drop-ins of hosts as derivations, one per host",
  options: {
    "out-link": value("LINK", "leave a symlink to the result (several hosts: LINK-HOST)"),
    strict: flag("fail on what nixpkgs gets wrong, such as dangling symlinks"),
    ...HOST_RESULTS,
  },
  positional: {},
  examples: [["build --flake '.#web' --out-link result", "makes result/lib/systemd/system/…"]],
  async run(args, session) {
    // stdout has store paths only; what failed is counted in the end.
    const reporter = openReporter(session, args, { showsFailedHosts: false });
    const link = args["out-link"] === undefined ? null : resolve(session.io.cwd, args["out-link"]);
    await forEachHost(session, args, {
      wanted: {
        depth: "lean",
        want: ["nodejs"],
      },
      prepare: asRead,
      reporter,
      async visit({ host, manifest }, at) {
        const outLink = link === null || at === null ? link : `${link}-${host}`;
        if (outLink !== null) requireLinkable(outLink);
        const refused = refusedServices(manifest);
        if (refused.length > 0) throw new FailedServices(refused);
        const fit = evaluated(manifest, at, session);
        return [
          builtDocument(
            await buildManifest(session, {
              host,
              manifest: fit,
              outLink,
              strict: args.strict,
            }).catch((error: unknown) => {
              throw error instanceof RefusedServices ? new FailedServices(error.errors) : error;
            }),
          ),
        ];
      },
    });
    reporter.end();
  },
});

/** What no drop-in can be written for: the build would fail, and say so in its log only. */
function refusedServices(manifest: Manifest): ServiceError[] {
  return manifest.services.flatMap((entry) => {
    try {
      checkServiceName(entry.name, isFailed(entry) ? "drop-in" : dialectFacts(entry, manifest).layout);
      return [];
    } catch (error) {
      if (!(error instanceof ServiceError)) throw error;
      return [error];
    }
  });
}

/** Nix says this, too, but only when all is built. */
function requireLinkable(link: string): void {
  const found = lstatSync(link, { throwIfNoEntry: false });
  if (found !== undefined && !found.isSymbolicLink())
    throw new UsageError(`${link} exists and is not a symlink`, { hint: "name another one with --out-link" });
  if (!existsSync(dirname(link)))
    throw new UsageError(`there is no directory ${dirname(link)} for the symlink`, {
      hint: "make it, or name another one with --out-link",
    });
}

/** What did not evaluate is shown and left out; the derivation holds the drop-ins of all others. */
function evaluated(manifest: Manifest, at: string | null, session: Session): Manifest {
  for (const entry of manifest.services) {
    if (!isFailed(entry)) continue;
    session.fail(new ServiceEvaluationError(entry.name, entry.error ?? "it does not evaluate"), at);
  }
  return { ...manifest, services: manifest.services.filter((entry) => !isFailed(entry)) };
}
