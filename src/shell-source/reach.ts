import type { Condition } from "../programs/shell.ts";
import { NEVER, UNKNOWN } from "./flow.ts";

/** How a place of a script is reached. */
export interface Reached {
  doubt: number;
  matters: boolean;
  inFunction: string | null;
  /** What has to hold besides. */
  when: readonly Condition[];
}

/** A place where a function is called. */
export interface Call extends Reached {
  name: string;
}

type Reach = Pick<Reached, "doubt" | "matters">;

/** Functions that call functions: nobody writes more levels. */
const MAX_LEVELS = 20;

/**
 * How each place is reached when the calls of the functions are followed. `unseen`: calls that the text does not show are possible, as
 * where a command's name is computed.
 */
export function reachOf(
  functions: ReadonlySet<string>,
  calls: readonly Call[],
  unseen: boolean,
): (place: Pick<Reached, "doubt" | "matters" | "inFunction">) => Reach {
  const reached = new Map<string, Reach>();
  for (const name of functions) reached.set(name, { doubt: unseen ? 2 : NEVER, matters: unseen });
  const at = ({ doubt, matters, inFunction }: Pick<Reached, "doubt" | "matters" | "inFunction">): Reach => {
    const from = inFunction === null ? undefined : reached.get(inFunction);
    if (from === undefined) return { doubt, matters };
    return { doubt: Math.min(doubt + from.doubt, NEVER), matters: matters && from.matters };
  };
  for (let level = 0, changed = true; changed && level < MAX_LEVELS; level++) {
    changed = false;
    for (const call of calls) {
      // What a call depends on, the whole function does.
      const now = at({ ...call, doubt: call.doubt + UNKNOWN * call.when.length });
      const known = reached.get(call.name);
      if (known === undefined || worth(now) <= worth(known)) continue;
      reached.set(call.name, now);
      changed = true;
    }
  }
  return at;
}

/** A call that matters says more than one that does not, and one on the straight path more than another. */
const worth = ({ doubt, matters }: Reach) => (doubt >= NEVER ? 0 : (matters ? 2 * NEVER : NEVER) - doubt);
