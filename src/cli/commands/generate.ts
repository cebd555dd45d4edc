import type { CommandModule } from "yargs";
import type { ConfinedUnitsError } from "../../core/errors.ts";
import { writeTree, type TreeFile } from "../../store/tree.ts";
import { makeDropInsApart } from "../drop-ins.ts";
import { EXIT } from "../exit.ts";
import { hostOutput } from "../host-output.ts";
import { streamHosts } from "../hosts.ts";
import { sourceOptions, type SourceArguments } from "../options.ts";
import { outDirectory } from "../out-directory.ts";
import type { Runner } from "../runner.ts";

interface GenerateArguments extends SourceArguments {
  out: string;
  strict: boolean | undefined;
}

export function generateCommand(run: Runner): CommandModule<object, GenerateArguments> {
  return {
    command: "generate",
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
        .example("$0 generate --flake '.#web' --out drop-ins", "writes drop-ins/lib/systemd/system/…")
        .example(
          "$0 generate --out drop-ins",
          "writes drop-ins/HOST/lib/… for all hosts of this folder's flake",
        ),
    handler: run(async (args, session) => {
      const directory = outDirectory(args.out, session.io);
      const files: TreeFile[] = [];
      const written: { host: string; files: { service: string; path: string }[] }[] = [];
      const failed = new Map<string, ConfinedUnitsError>();
      for await (const batch of streamHosts(session, args, { depth: "lean" })) {
        const { single } = batch;
        const options = { strict: args.strict ?? false };
        const { made, failures } = await makeDropInsApart(session.nix, batch.hosts, options);
        for (const host of made) session.report(single ? null : host.host, host);
        // What was refused, unlike what did not evaluate, is wrong in the drop-ins themselves: its host is left out whole.
        for (const { host, dropIns, errors } of made) {
          if (errors.some(({ kind }) => kind !== "nix")) continue;
          for (const { path, content } of dropIns)
            files.push({ path: single ? path : `${host}/${path}`, content });
          written.push({ host, files: dropIns.map(({ path, plan }) => ({ service: plan.service, path })) });
        }
        for (const { host, error } of [...batch.failures, ...failures]) {
          session.fail(error, host);
          failed.set(host, error);
        }
      }
      session.io.signal.throwIfAborted();
      if (written.length === 0) session.note("nothing was written");
      else writeTree(directory, files);
      if (args.json === true || args["json-lines"] === true) {
        const output = hostOutput(args, session, { out: args.out });
        for (const host of written) output.host(host, () => "");
        for (const [host, error] of failed) output.failure(host, error, false);
        output.end();
      } else if (written.length > 0) {
        session.io.out(`${args.out}\n`);
        const hosts = written.length === 1 ? "" : ` of ${written.length} hosts`;
        session.note(`${files.length} drop-ins${hosts}${session.exitCode() === EXIT.ok ? "" : ", not all"}`);
      }
    }),
  };
}
