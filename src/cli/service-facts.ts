import type { Unit, World } from "../service/unit.ts";
import { unitFromManifest } from "../service/make-unit.ts";
import { ConfinedUnitsError } from "../base/errors.ts";
import type { Context, FullService } from "../manifest/types.ts";
import type { ServicePlan } from "../drop-in/plan.ts";
import { realiseContext } from "../nix/store/realise.ts";
import type { ClosureGraph } from "../store-path/graph.ts";
import { machineFiles } from "../fs/files.ts";
import type { Session } from "./session.ts";
import { openRounds } from "./rounds.ts";

interface Subject {
  service: FullService;
  plan: ServicePlan;
  graph: ClosureGraph;
}

/** What the audit judges one service by, with what it names realised in the store. */
export async function serviceFacts(session: Session, { service, plan, graph }: Subject): Promise<Unit> {
  await realiseNamed(session, [service.full.context]);
  return unitHere(session, graph, (world) => unitFromManifest(service, plan, world));
}

/** A unit over the store of this machine, with a warning for what was not looked at. */
export async function unitHere(
  session: Session,
  graph: ClosureGraph,
  make: (world: World) => Unit,
): Promise<Unit> {
  const files = machineFiles();
  const rounds = openRounds(session, files);
  return rounds.run(() => make({ graph, files, answers: rounds.answers }));
}

/**
 * What only `path` and the environment name has to be there to be looked into; without it, rules see less. Gives whether all of it is
 * there, and warns where it is not.
 */
export async function realiseNamed(
  session: Pick<Session, "nix" | "warn">,
  contexts: readonly Context[],
): Promise<boolean> {
  if (contexts.every((context) => Object.keys(context).length === 0)) return true;
  try {
    await realiseContext(session.nix, contexts);
    return true;
  } catch (error) {
    if (!(error instanceof ConfinedUnitsError)) throw error;
    session.warn(
      `what services name besides their chroots is not all there, so less is found: ${error.message}`,
    );
    return false;
  }
}
