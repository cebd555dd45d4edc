import type { CommandModule } from "yargs";
import { describeDifference } from "../../core/compare/check.ts";
import { ConfinedUnitsError, ServiceError } from "../../base/errors.ts";
import { isOfInput } from "../../nix/errors.ts";
import { checkHost, type HostCheck } from "./adapters/check-host.ts";
import { hostOutput } from "../../cli/host-output.ts";
import { streamHosts } from "../../cli/hosts.ts";
import { sourceOptions, type SourceArguments } from "../../cli/options.ts";
import type { Runner } from "../../cli/runner.ts";

export function checkCommand(run: Runner): CommandModule<object, SourceArguments> {
  return {
    command: "check",
    builder: (yargs) =>
      sourceOptions(yargs)
        .example("$0 check", "all hosts of the flake in this folder")
        .example("$0 check --flake '.#web' --dialect 2024", "by these rules, whatever nixpkgs' script is"),
    handler: run(async (args, session) => {
      const output = hostOutput(args, session);
      const anyScript = args.dialect !== undefined;
      for await (const batch of streamHosts(session, args, { depth: "lean", want: ["reference"] })) {
        const failed = new Map(batch.failures.map(({ host, error }) => [host, error]));
        for (const host of batch.names) {
          const name = batch.single ? null : host;
          const loaded = batch.hosts.find((other) => other.host === host);
          try {
            if (loaded === undefined) throw failed.get(host)!;
            const check = await checkHost(session.nix, loaded, { anyScript });
            for (const error of together(check.errors)) session.fail(error, name);
            for (const { service } of check.differences) session.fail(differs(service), name);
            output.host(row(host, check), () => text(name, check));
          } catch (error) {
            if (!(error instanceof ConfinedUnitsError) || !isOfInput(error)) throw error;
            session.fail(error, host);
            output.failure(host, error, batch.single);
          }
        }
      }
      output.end();
    }),
  };
}

function differs(service: string): ServiceError {
  return new ServiceError(service, "its drop-in is not the reference's", {
    hint: "please report it with the lines above: bytes are promised",
  });
}

/** How many services of a failure are named. */
const MOST_NAMES = 3;

/** What several services fail with alike is told once. */
function together(errors: readonly ConfinedUnitsError[]): ConfinedUnitsError[] {
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

function text(host: string | null, { same, differences, errors }: HostCheck): string {
  const where = host === null ? "" : `${host}: `;
  const count = same.length + differences.length + errors.length;
  return `${differences.map(describeDifference).join("")}${where}${same.length} of ${count} drop-ins are the reference's\n`;
}

function row(host: string, { same, differences, errors }: HostCheck) {
  return { host, same, differences, errors: errors.map(({ message }) => message) };
}
