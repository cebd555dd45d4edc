import { ConfinedUnitsError } from "../base/errors.ts";

/** A version of Nix or of something that acts like it. */
export interface NixVersion {
  /** As printed, such as `2.34.8pre20260401_abcdef`. */
  text: string;
  /** `[2, 34, 8]`. */
  numbers: readonly number[];
  implementation: "Nix" | "Lix";
}

/** The oldest Nix that this works with: what Debian 12 has. */
const OLDEST_NIX: readonly number[] = [2, 8];

/**
 * Reads what `nix --version` prints: `nix (Nix) 2.8.0`, `nix (Lix, like Nix) 2.93.0`, `nix (Determinate Nix 3.6.0) 2.29.0`.
 * Throws when there is no version in it.
 */
export function parseNixVersion(printed: string): NixVersion {
  const found = printed
    .split("\n")
    .map(versionIn)
    .find((line) => line !== null);
  if (found === undefined) {
    throw new ConfinedUnitsError(
      "nix-failed",
      `cannot read a version of Nix from ${JSON.stringify(printed.trim().slice(0, 80))}`,
      {
        hint: "CONFINED_UNITS_NIX has to name a nix or lix program",
      },
    );
  }
  return found;
}

function versionIn(line: string): NixVersion | null {
  const [open, close] = [line.indexOf("("), line.lastIndexOf(")")];
  const [, text, numbers] = /^((\d+(?:\.\d+)*)\S*)/.exec(line.slice(close + 1).trimStart()) ?? [];
  if (open === -1 || close < open || text === undefined) return null;
  return {
    text,
    numbers: numbers!.split(".").map(Number),
    implementation: line.startsWith("Lix", open + 1) ? "Lix" : "Nix",
  };
}

/** Negative, zero or positive as `a` is older than, equal to or newer than `b`; missing parts count as 0, so 2.8 is 2.8.0. */
export function compareVersions(a: readonly number[], b: readonly number[]): number {
  for (let i = 0; i < Math.max(a.length, b.length); i++) {
    const difference = (a[i] ?? 0) - (b[i] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

/** Whether `version` is Nix itself (not Lix, which left Nix at 2.18) and at least `least`. */
export function isNixSince(version: NixVersion, least: readonly number[]): boolean {
  return version.implementation === "Nix" && compareVersions(version.numbers, least) >= 0;
}

/** Throws when `version` is too old to be used. */
export function requireSupported(version: NixVersion): void {
  if (compareVersions(version.numbers, OLDEST_NIX) >= 0) return;
  throw new ConfinedUnitsError(
    "nix-failed",
    `Nix ${version.text} is too old: at least ${OLDEST_NIX.join(".")} is needed`,
    {
      hint: "upgrade Nix, or name a newer one with CONFINED_UNITS_NIX=/path/to/nix",
    },
  );
}
