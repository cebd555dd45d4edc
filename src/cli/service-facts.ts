import { factsOf, type ServiceFacts } from "../service/facts.ts";
import { ConfinedUnitsError } from "../base/errors.ts";
import type { Context, FullService } from "../manifest/types.ts";
import type { ServicePlan } from "../drop-in/plan.ts";
import { realiseContext } from "../nix/store/realise.ts";
import { graphOf, type ClosureGraph } from "../store-path/graph.ts";
import { machineFiles } from "../fs/files.ts";
import type { Session } from "./session.ts";
import { scriptReader } from "./scripts.ts";

interface Subject {
  service: FullService;
  plan: ServicePlan;
  graph?: ClosureGraph;
}

/** What the audit judges one service by, with what it names realised in the store. */
export async function serviceFacts(
  session: Session,
  { service, plan, graph = graphOf([]) }: Subject,
): Promise<ServiceFacts> {
  await realiseNamed(session, [service.full.context]);
  const files = machineFiles();
  const facts = factsOf(service, plan, {
    graph,
    files,
    readShell: await scriptReader(session, files)([service]),
  });
  for (const { what, why } of facts.unknown) session.warn(`not looked at: ${what}: ${why}`);
  return facts;
}

/** What only `path` and the environment name has to be there to be looked into; without it, rules see less. */
export async function realiseNamed(
  session: Pick<Session, "nix" | "warn">,
  contexts: readonly Context[],
): Promise<void> {
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
