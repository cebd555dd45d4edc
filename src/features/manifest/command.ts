import { safeJson } from "../../base/sanitize.ts";
import { manifestDocument, type LoadedHost } from "../../cli/hosts.ts";
import { defineCommand } from "../../cli/command.ts";
import { asRead, forEachHost } from "../../cli/for-each-host.ts";
import { choice, list, withDefault } from "../../cli/option.ts";
import { HOST_RESULTS, reporterOf } from "../../cli/options.ts";

export const command = defineCommand({
  name: "manifest",
  summary: "Print the manifests of hosts, for use with --manifest",
  options: {
    depth: withDefault(
      choice(
        ["lean", "full"],
        "lean: what drop-ins depend on; full: what explain and audit need too, values of environment variables included",
      ),
      "lean",
    ),
    include: list("SERVICE", "treat SERVICE as confined even if it is not; repeatable"),
    ...HOST_RESULTS,
  },
  positional: {},
  examples: [["manifest --flake '.#web' > web.json", "evaluate now, use it later with --manifest"]],
  async run(args, session) {
    const { io } = session;
    // A manifest has a form and a schema of its own: it is what other commands read, and not a result for people.
    const isStream = reporterOf(args) === "json-lines";
    const hosts: LoadedHost[] = [];
    const { names } = await forEachHost(session, args, {
      wanted: {
        depth: args.depth,
        include: args.include,
      },
      prepare: asRead,
      reporter: null,
      visit({ host, manifest }) {
        if (isStream)
          io.out(
            `${safeJson({
              host,
              manifest,
            })}\n`,
          );
        else
          hosts.push({
            host,
            manifest,
          });
        return [];
      },
    });
    const single = names.length === 1;
    if (hosts.length > 0) io.out(`${safeJson(manifestDocument({ hosts, single }), 2)}\n`);
  },
});
