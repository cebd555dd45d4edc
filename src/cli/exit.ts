import { ConfinedUnitsError, type FailureKind } from "../core/errors.ts";

/** Exit statuses (docs/reference/exit-codes.md). 128 + n: ended by signal n, as shells have it. */
export const EXIT = { ok: 0, findings: 1, usage: 2, nix: 3, internal: 4 } as const;

const SIGNALS: Record<string, number> = { SIGINT: 130, SIGTERM: 143 };

export const exitOfKind = (kind: FailureKind): number => EXIT[kind];

/** The worst of several failures decides: a defect of ours before Nix before the user's words before findings. */
export function worstExit(codes: Iterable<number>): number {
  return Math.max(EXIT.ok, ...codes);
}

export function exitOfSignal(reason: unknown): number {
  return SIGNALS[String(reason)] ?? 130;
}

/** How a failure is told on stderr: one sentence, then the way out. */
export function describeFailure(error: unknown): { text: string; code: number } {
  if (error instanceof ConfinedUnitsError) {
    const hint = error.hint === undefined ? "" : `hint: ${error.hint}\n`;
    return { text: `error: ${error.message}\n${hint}`, code: exitOfKind(error.kind) };
  }
  const detail = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return { text: `internal error, a defect of confined-units: ${detail}\n`, code: EXIT.internal };
}
