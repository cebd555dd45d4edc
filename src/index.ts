/** The library: the pure core of confined-units, without anything that reads files or starts programs. */
export * from "./library.ts";
