import { UsageError } from "../base/errors.ts";
import { isFailed } from "../drop-in/generate.ts";
import { fullService } from "../manifest/full-service.ts";
import type { FullService } from "../manifest/types.ts";
import type { ServicePlan } from "../drop-in/plan.ts";
import { shellQuote } from "../process/display.ts";
import { type HostDropIns, dropInsOf } from "./drop-ins.ts";
import type { SourceArguments } from "./options.ts";
import type { Session } from "./session.ts";
import { asRead, forEachHost } from "./for-each-host.ts";
import type { LoadedHost } from "./hosts.ts";
import { reportUnmet, Selection } from "./selection.ts";

/** A service with its drop-in, on the one host that has it. */
export interface ResolvedService {
  service: FullService;
  plan: ServicePlan;
  graph: HostDropIns["graph"];
}

/** Null where a host, the service or its drop-in failed, which has been shown. Throws UsageError where several have it. */
export async function resolveService(
  session: Session,
  args: SourceArguments,
  word: string,
): Promise<ResolvedService | null> {
  const services = new Selection([word]);
  const matches: LoadedHost[] = [];
  const walked = await forEachHost(session, args, {
    wanted: { depth: "full" },
    services,
    prepare: asRead,
    reporter: null,
    visit(host) {
      matches.push(host);
      return [];
    },
  });
  await reportUnmet(session, args, services, walked);
  const [only] = matches;
  if (only === undefined) return null;
  requireOne(word, matches);
  const { made, failures } = await dropInsOf(session, { strict: false })([only]);
  for (const { host, error } of failures) session.fail(error, host);
  const [found] = made;
  if (found === undefined) return null;
  session.failures(null, found);
  const [service] = only.manifest.services;
  const [dropIn] = found.dropIns;
  if (service === undefined || isFailed(service) || dropIn === undefined) return null;
  return { service: fullService(service), plan: dropIn.plan, graph: found.graph };
}

function requireOne(word: string, matches: readonly LoadedHost[]): void {
  const called = JSON.stringify(word);
  if (matches.length > 1)
    throw new UsageError(`${matches.length} hosts confine a service ${called}`, {
      hint: `name one: --host ${shellQuote(matches[0]!.host)}`,
    });
  const names = matches.flatMap(({ manifest }) => manifest.services.map(({ name }) => name));
  if (names.length > 1)
    throw new UsageError(`${called} means ${names.length} services`, {
      hint: `name one of ${names.join(", ")}`,
    });
}
