import type { CommandModule } from "yargs";
import { writeTree } from "../../store/tree.ts";
import { makeDropInsApart } from "../drop-ins.ts";
import { loadHosts } from "../hosts.ts";
import { sourceOptions, type SourceArguments } from "../options.ts";
import { EXIT } from "../exit.ts";
import type { Runner } from "../runner.ts";

interface GenerateArguments extends SourceArguments {
  out: string;
  strict: boolean | undefined;
}

export function generateCommand(run: Runner): CommandModule<object, GenerateArguments> {
  return {
    command: "generate",
    describe: "Write the drop-ins of hosts into a folder",
    builder: (yargs) =>
      sourceOptions(yargs)
        .option("out", {
          alias: "o",
          type: "string",
          demandOption: true,
          requiresArg: true,
          describe: "the folder: complete in the end, or untouched",
        })
        .option("strict", { type: "boolean", describe: "refuse what the reference builds wrongly" })
        .example("$0 generate --flake .#web --out ./drop-ins", "writes drop-ins/lib/systemd/system/…"),
    handler: run(async (args, session) => {
      const loaded = await loadHosts(session.nix, args, { depth: "lean" }, session.io);
      const options = { strict: args.strict ?? false };
      const { made, failures } = await makeDropInsApart(session.nix, loaded.hosts, options);
      for (const { host, error } of [...loaded.failures, ...failures]) session.fail(error, host);
      for (const host of made) session.report(loaded.single ? null : host.host, host);
      // What was refused, unlike what did not evaluate, is wrong in the drop-ins themselves: its host is left out whole.
      const complete = made.filter(({ errors }) => errors.every(({ kind }) => kind === "nix"));
      if (complete.length === 0) {
        session.io.err("nothing was written\n");
        return;
      }
      session.io.signal.throwIfAborted();
      const files = complete.flatMap(({ host, dropIns }) =>
        dropIns.map(({ path, content }) => ({ path: loaded.single ? path : `${host}/${path}`, content })),
      );
      writeTree(args.out, files);
      if (args.json) {
        const hosts = complete.map(({ host, dropIns }) => ({
          host,
          files: dropIns.map(({ path, plan }) => ({ service: plan.service, path })),
        }));
        session.io.out(`${JSON.stringify({ schema: 1, out: args.out, hosts }, null, 2)}\n`);
      } else {
        session.io.out(`${args.out}\n`);
        const hostCount = complete.length === 1 ? "" : ` of ${complete.length} hosts`;
        session.io.err(
          `${files.length} drop-ins${hostCount}${session.exitCode() === EXIT.ok ? "" : ", not all"}\n`,
        );
      }
    }),
  };
}
