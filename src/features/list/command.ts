import { defineCommand } from "../../cli/command.ts";
import { dropInsOf } from "../../cli/drop-ins.ts";
import { forEachHost } from "../../cli/for-each-host.ts";
import { HOST_RESULTS } from "../../cli/options.ts";
import { openReporter } from "../../cli/reporting.ts";
import { reportUnmet, Selection, SERVICES } from "../../cli/selection.ts";
import { listDocument } from "./document.ts";

export const command = defineCommand({
  name: "list",
  summary: "List the confined services of hosts: mode, rules of nixpkgs, store paths, size",
  options: HOST_RESULTS,
  positional: { services: SERVICES },
  examples: [
    ["list", "all hosts of the flake in this directory"],
    ["list --flake '.#web' --json", "one host, for a program"],
    ["list --host 'web*' --json-lines", "some hosts, each as soon as it is known"],
    ["list 'we*'", "some services of all hosts"],
  ],
  async run(args, session) {
    const reporter = openReporter(session, args);
    const services = new Selection(args.services);
    const walked = await forEachHost(session, args, {
      wanted: { depth: "lean" },
      services,
      prepare: dropInsOf(session, { strict: false }),
      reporter,
      visit(host, at) {
        session.failures(at, host);
        return [listDocument(host)];
      },
    });
    reporter.end();
    await reportUnmet(session, args, services, walked);
  },
});
