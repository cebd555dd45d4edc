import { factsOf, type ServiceFacts } from "../core/audit/facts.ts";
import { ConfinedUnitsError } from "../core/errors.ts";
import type { Context, FullService } from "../core/manifest/types.ts";
import type { ServicePlan } from "../core/plan.ts";
import { realiseContext } from "../nix/realise.ts";
import { referencesOf, type InfoGraph } from "../nix/path-info.ts";
import { shellReader } from "../source/shell/parse.ts";
import { machineFiles } from "../store/files.ts";
import type { Session } from "./session.ts";

interface Subject {
  service: FullService;
  plan: ServicePlan;
  graph?: InfoGraph;
}

/** What the audit judges one service by, with what it names brought into the store. */
export async function serviceFacts(
  session: Session,
  { service, plan, graph }: Subject,
): Promise<ServiceFacts> {
  await realiseNamed(session, [service.full.context]);
  const reader = await shellReader();
  return factsOf(service, plan, {
    graph: graph === undefined ? new Map() : referencesOf(graph),
    sizeOf: (path) => graph?.get(path)?.narSize ?? 0,
    files: machineFiles(),
    readShell: "problem" in reader ? null : reader,
  });
}

/** What only `path` and the environment name has to be there to be looked into; without it, rules see less. */
export async function realiseNamed(session: Session, contexts: readonly Context[]): Promise<void> {
  if (contexts.every((context) => Object.keys(context).length === 0)) return;
  try {
    await realiseContext(session.nix, contexts);
  } catch (error) {
    if (!(error instanceof ConfinedUnitsError)) throw error;
    session.warn(
      `what services name besides their chroots is not all there, so less is found: ${error.message}`,
    );
  }
}
