import type { FailureCode } from "./errors.ts";

/** Exit statuses of the command line and of the derivation builder (docs/reference/exit-codes.md). */
export const EXIT = { ok: 0, findings: 1, usage: 2, nix: 3, internal: 4 } as const;

const EXIT_OF: Record<FailureCode, number> = {
  usage: EXIT.usage,
  "manifest-invalid": EXIT.usage,
  "service-refused": EXIT.findings,
  "service-not-evaluated": EXIT.nix,
  "store-unreadable": EXIT.nix,
  "nix-failed": EXIT.nix,
  "program-failed": EXIT.nix,
  aborted: EXIT.nix,
  internal: EXIT.internal,
};

/** What a failure makes a program exit with. */
export const exitOf = (code: FailureCode): number => EXIT_OF[code];
