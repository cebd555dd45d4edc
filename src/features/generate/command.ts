import { EXIT } from "../../cli/exit.ts";
import { outDirectory } from "./adapters/out-directory.ts";
import { writeTree, type TreeFile } from "../../fs/tree.ts";
import { defineCommand } from "../../cli/command.ts";
import { dropInsOf } from "../../cli/drop-ins.ts";
import { forEachHost } from "../../cli/for-each-host.ts";
import { flag, required, value } from "../../cli/option.ts";
import { HOST_RESULTS } from "../../cli/options.ts";
import { openReporter } from "../../cli/reporting.ts";
import { generatedDocument, generatedSummary, writtenDocument, type WrittenFile } from "./document.ts";

export const command = defineCommand({
  name: "generate",
  summary: "Write the drop-ins of hosts into a directory",
  options: {
    out: required(value("DIR", "output directory, replaced as a whole or not at all", { alias: "o" })),
    strict: flag("fail on what nixpkgs gets wrong, such as dangling symlinks"),
    ...HOST_RESULTS,
  },
  positional: {},
  examples: [
    ["generate --flake '.#web' --out drop-ins", "writes drop-ins/lib/systemd/system/…"],
    ["generate --out drop-ins", "writes drop-ins/HOST/lib/… for all hosts of this directory's flake"],
  ],
  async run(args, session) {
    const directory = outDirectory(args.out, session.io);
    const reporter = openReporter(session, args, { showsFailedHosts: false });
    const files: TreeFile[] = [];
    const written: { host: string; files: WrittenFile[] }[] = [];
    await forEachHost(session, args, {
      wanted: { depth: "lean" },
      prepare: dropInsOf(session, { strict: args.strict }),
      reporter,
      visit(host, at) {
        session.failures(at, host);
        if (host.errors.some(({ code }) => code !== "service-not-evaluated")) return [];
        for (const { path, content } of host.dropIns)
          files.push({
            path: at === null ? path : `${host.host}/${path}`,
            content,
          });
        written.push({
          host: host.host,
          files: host.dropIns.map(({ path, plan }) => ({
            service: plan.service,
            path,
          })),
        });
        return [];
      },
    });
    session.io.signal.throwIfAborted();
    if (written.length > 0) writeTree(directory, files);
    for (const { host, files: own } of written)
      reporter.host({ name: host, single: true }, [writtenDocument(own)]);
    reporter.result(generatedDocument(args.out, written.length > 0));
    reporter.end();
    if (written.length === 0) session.note("nothing was written");
    else reporter.summary(generatedSummary(files.length, written.length, session.exitCode() === EXIT.ok));
  },
});
