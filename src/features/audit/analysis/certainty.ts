import type { Confidence } from "../../../manifest/place.ts";
import type { ShellCommand } from "../../../programs/shell.ts";

/** How certain it is that a service fails where this part of a script fails; null: nothing is to be said. */
export function certaintyOf({
  confidence,
  runs,
  failureMatters,
}: Pick<ShellCommand, "confidence" | "runs" | "failureMatters">): Confidence | null {
  // The word may not be a command at all.
  if (confidence === "low" || runs === "never") return null;
  if (!failureMatters || runs === "rarely") return "low";
  return runs === "maybe" ? "medium" : confidence;
}

const ORDER: Record<Confidence, number> = { high: 2, medium: 1, low: 0 };

/** For `toSorted`: the most certain first. */
export const byCertainty = (one: { confidence: Confidence }, other: { confidence: Confidence }) =>
  ORDER[other.confidence] - ORDER[one.confidence];
