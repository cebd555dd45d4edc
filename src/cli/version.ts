/** The package's version; `define`d by scripts/build.ts, so that a bundle does not read a file for it. */
declare const CONFINED_UNITS_VERSION: string | undefined;

export const version = typeof CONFINED_UNITS_VERSION === "string" ? CONFINED_UNITS_VERSION : "0.0.0-source";
