import type { ConfinedUnitsError } from "../../base/errors.ts";
import type { DropInDifference } from "../../drop-in/compare/drop-in.ts";

/** How a host's drop-ins compare with the reference's. */
export interface HostCheck {
  /** Services whose drop-in is the reference's, byte for byte, and those that both refuse. */
  same: string[];
  differences: DropInDifference[];
  /** Services that were not compared. */
  errors: ConfinedUnitsError[];
}
