import { ServiceError, type ConfinedUnitsError } from "../../base/errors.ts";

/** How many drop-ins of a host there are, were compared, and are the same. */
export interface Comparison {
  all: number;
  compared: number;
  same: number;
}

/** How a host's drop-ins compare with those of nixpkgs, in one sentence; `errors` are why some were not compared. */
export function comparisonSummary(
  { all, compared, same }: Comparison,
  errors: readonly ConfinedUnitsError[],
): string {
  if (all === 0) return "no drop-in was compared: no service is confined";
  if (compared === 0) return `no drop-in was compared: ${reasonOf(errors)}`;
  const left = all - compared;
  const rest = left === 0 ? "" : `; ${left} ${left === 1 ? "was" : "were"} not compared`;
  return `${same} of ${compared} drop-ins are identical to nixpkgs'${rest}`;
}

/** What all services fail with alike. */
function reasonOf(errors: readonly ConfinedUnitsError[]): string {
  const problems = new Set(
    errors.map((error) => (error instanceof ServiceError ? error.problem : error.message)),
  );
  const [only = ""] = [...problems][0]?.split("\n") ?? [];
  return problems.size === 1 ? only.replace(/[:,]$/, "") : `${errors.length} services have errors`;
}
