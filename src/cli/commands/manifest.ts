import type { CommandModule } from "yargs";
import { loadHosts, manifestDocument } from "../hosts.ts";
import { sourceOptions, type SourceArguments } from "../options.ts";
import type { Runner } from "../runner.ts";

interface ManifestArguments extends SourceArguments {
  depth: "lean" | "full";
}

export function manifestCommand(run: Runner): CommandModule<object, ManifestArguments> {
  return {
    command: "manifest",
    describe: "Print the manifests of hosts, for use with --manifest",
    builder: (yargs) =>
      sourceOptions(yargs)
        .option("depth", {
          choices: ["lean", "full"] as const,
          default: "lean" as const,
          describe: "lean: what drop-ins depend on; full: what explain and audit need too",
        })
        .example("$0 manifest --flake .#web > web.json", "evaluate now"),
    handler: run(async (args, session) => {
      const loaded = await loadHosts(session.nix, args, { depth: args.depth }, session.io);
      for (const { host, error } of loaded.failures) session.fail(error, host);
      if (loaded.hosts.length > 0) session.io.out(`${JSON.stringify(manifestDocument(loaded), null, 2)}\n`);
    }),
  };
}
