import type { Outcome } from "./outcome.ts";
import type { PredictedFinding } from "./prediction.ts";

/** A service, what happened to it, and what the audit says. */
export interface TruthCase {
  service: string;
  group: string;
  /** What it does, from the comment above it. */
  does: string;
  unconfined: Outcome;
  confined: Outcome;
  findings: PredictedFinding[];
  unknown: { what: string; why: string }[];
  fixes: TriedFix[];
}

export interface TriedFix {
  codes: string[];
  all: boolean;
  /** Null: it does not parse or evaluate. */
  outcome: Outcome | null;
}

/** What became of a service because of its chroot. */
export type Fate = "chroot" | "anyway" | "works";

/**
 * Of services that start and run: refused when evaluated, not confined as they should be, of other instances, or with another
 * time zone or language than the machine's.
 */
const NOT_AT_START = new Set(["CU113", "CU115", "CU203", "CU205", "CU207"]);

/** Whether the finding says that something fails at run time; others are about writing, size and exposure. */
export function predictsFailure({ code, severity }: Pick<PredictedFinding, "code" | "severity">): boolean {
  if (code.startsWith("CU4") || NOT_AT_START.has(code)) return false;
  return severity === "error" || /^CU[12]/.test(code);
}

export function fateOf({ unconfined, confined }: Pick<TruthCase, "unconfined" | "confined">): Fate {
  return confined.works ? "works" : unconfined.works ? "chroot" : "anyway";
}

/** How much the audit says of a service: the most certain of its predictions, an unknown, or nothing. */
export type Said = "high" | "medium" | "low" | "unknown" | "nothing";

export function saidOf({ findings, unknown }: Pick<TruthCase, "findings" | "unknown">): Said {
  const predicting = findings.filter(predictsFailure).map(({ confidence }) => confidence);
  const most = (["high", "medium", "low"] as const).find((each) => predicting.includes(each));
  return most ?? (unknown.length > 0 ? "unknown" : "nothing");
}

/**
 * Where the audit and what happened differ, a line each:
 * `wrong high|medium CODE SERVICE` it says that the service fails, and it works;
 * `miss SERVICE` only the chroot makes it fail, and neither a finding nor an unknown says so;
 * `hint SERVICE` the same, and only a finding of low confidence does;
 * `broken SERVICE` it fails unconfined as well, and neither a finding nor an unknown says so;
 * `fix CODES SERVICE` the service does not work with the fixes, or does not evaluate.
 */
export function differences(cases: readonly TruthCase[]): string[] {
  return cases.flatMap(differencesOf).toSorted();
}

function differencesOf(truth: TruthCase): string[] {
  const { service, findings, fixes } = truth;
  const fate = fateOf(truth);
  const said = saidOf(truth);
  const wrong =
    fate === "works"
      ? findings
          .filter((each) => predictsFailure(each) && each.confidence !== "low")
          .map(({ confidence, code }) => `wrong ${confidence} ${code} ${service}`)
      : [];
  const quiet = { high: [], medium: [], unknown: [], low: [`hint ${service}`], nothing: [`miss ${service}`] }[
    said
  ];
  const missed =
    fate === "chroot" ? quiet : fate === "anyway" && said === "nothing" ? [`broken ${service}`] : [];
  const bad = fixes
    .filter(
      ({ outcome, all }) =>
        outcome === null || (!outcome.works && (fate === "works" || (all && fate === "chroot"))),
    )
    .map(({ codes }) => `fix ${codes.join("+")} ${service}`);
  return [...new Set([...wrong, ...missed, ...bad])];
}
