import { ConfinedUnitsError, ServiceError } from "../../base/errors.ts";
import { checkHost } from "./adapters/check-host.ts";
import { defineCommand } from "../../cli/command.ts";
import { asRead, forEachHost } from "../../cli/for-each-host.ts";
import { HOST_RESULTS } from "../../cli/options.ts";
import { openReporter } from "../../cli/reporting.ts";
import { reportUnmet, Selection, SERVICES } from "../../cli/selection.ts";
import { checkDocument } from "./document.ts";

export const command = defineCommand({
  name: "check",
  summary: "Compare the drop-ins of hosts with what nixpkgs' own module builds",
  options: HOST_RESULTS,
  positional: { services: SERVICES },
  examples: [
    ["check", "all hosts of the flake in this directory"],
    ["check --flake '.#web' --dialect 2024", "by these rules, whatever nixpkgs' script is"],
  ],
  async run(args, session) {
    const reporter = openReporter(session, args);
    const services = new Selection(args.services);
    const anyScript = args.dialect !== undefined;
    const walked = await forEachHost(session, args, {
      wanted: {
        depth: "lean",
        want: ["reference"],
      },
      services,
      prepare: asRead,
      reporter,
      async visit(host, at) {
        const check = await checkHost(session.nix, host, { anyScript });
        for (const error of groupByMessage(check.errors)) session.fail(error, at);
        for (const { service } of check.differences) session.fail(differs(service), at);
        return [checkDocument(at, check)];
      },
    });
    reporter.end();
    await reportUnmet(session, args, services, walked);
  },
});

function differs(service: string): ServiceError {
  return new ServiceError(service, "its drop-in is not identical to nixpkgs'", {
    hint: "this is a bug: the bytes should be the same; please report it with the diff above",
  });
}

/** How many services of a failure are named. */
const MOST_NAMES = 3;

/** What several services fail with alike is shown once. */
function groupByMessage(errors: readonly ConfinedUnitsError[]): ConfinedUnitsError[] {
  const alike = new Map<string, ServiceError[]>();
  for (const error of errors) {
    if (error instanceof ServiceError && error.constructor === ServiceError)
      alike.set(error.problem, [...(alike.get(error.problem) ?? []), error]);
  }
  return errors.flatMap((error) => {
    const group = error instanceof ServiceError ? (alike.get(error.problem) ?? []) : [];
    if (group.length <= MOST_NAMES) return [error];
    if (group[0] !== error) return [];
    const { problem, hint } = group[0];
    const named = group.slice(0, MOST_NAMES).map(({ service }) => JSON.stringify(service));
    const services = `services ${named.join(", ")} and ${group.length - MOST_NAMES} more`;
    return [
      new ConfinedUnitsError(error.code, `${services}: ${problem}`, hint === undefined ? {} : { hint }),
    ];
  });
}
