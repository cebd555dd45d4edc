import type { CommandModule } from "yargs";
import { safeJson } from "../../base/sanitize.ts";
import { loadHosts, manifestDocument, streamHosts } from "../../cli/hosts.ts";
import { sourceOptions, type SourceArguments } from "../../cli/options.ts";
import type { Runner } from "../../cli/runner.ts";

interface ManifestArguments extends SourceArguments {
  depth: "lean" | "full";
  include: string[] | undefined;
}

export function manifestCommand(run: Runner): CommandModule<object, ManifestArguments> {
  return {
    command: "manifest",
    builder: (yargs) =>
      sourceOptions(yargs)
        .option("depth", {
          choices: ["lean", "full"] as const,
          default: "lean" as const,
          describe: "lean: what drop-ins depend on; full: what explain and audit need too",
        })
        .option("include", {
          type: "string",
          array: true,
          nargs: 1,
          describe: "take this service for confined although it is not, as suggest does; repeatable",
        })
        .example("$0 manifest --flake '.#web' > web.json", "evaluate now, use it later with --manifest"),
    handler: run(async (args, session) => {
      const wanted = { depth: args.depth, include: args.include ?? [] };
      if (args["json-lines"] === true) {
        for await (const { hosts, failures } of streamHosts(session, args, wanted)) {
          for (const { host, error } of failures) session.fail(error, host);
          for (const { host, manifest } of hosts) session.io.out(`${safeJson({ host, manifest })}\n`);
        }
        return;
      }
      const loaded = await loadHosts(session, args, wanted);
      for (const { host, error } of loaded.failures) session.fail(error, host);
      if (loaded.hosts.length > 0) session.io.out(`${safeJson(manifestDocument(loaded), 2)}\n`);
    }),
  };
}
