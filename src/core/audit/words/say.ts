import type { Confidence } from "../../facts/place.ts";

export type Severity = "error" | "warning" | "note";

/** What a code says. `{name}` in `what` is filled in by the rule. */
export interface Words {
  severity: Severity;
  confidence: Confidence;
  what: string;
  why: string;
}

export function say(severity: Severity, confidence: Confidence, what: string, why: string): Words {
  return { severity, confidence, what, why };
}
