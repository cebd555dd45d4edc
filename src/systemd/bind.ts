import { splitWords } from "./words.ts";
import type { Json } from "../base/json.ts";
import { stringsOf } from "./lines.ts";

/** One element of `BindPaths` or `BindReadOnlyPaths`. */
export interface BindLine {
  option: string;
  text: string;
  source: string;
  target: string;
  /** Left out where the source is missing. */
  optional: boolean;
}

/** What a unit binds by itself: `[-]SOURCE[:TARGET[:OPTIONS]]`, quoted as systemd.exec(5) says. */
export function bindsOf(config: Record<string, Json>): BindLine[] {
  return ["BindPaths", "BindReadOnlyPaths"].flatMap((option) =>
    stringsOf(config[option])
      // A colon behind a backslash is one of the path's own; splitWords takes the backslash away.
      .flatMap((line) => splitWords(line.replaceAll("\\:", COLON)))
      .map((text) => {
        const [source = "", target = source] = text
          .replace(/^-/, "")
          .split(":")
          .map((part) => part.replaceAll(COLON, ":"));
        return {
          option,
          text: text.replaceAll(COLON, "\\:"),
          source,
          target: target === "" ? source : target,
          optional: text.startsWith("-"),
        };
      }),
  );
}

/** Stands for a colon that parts nothing; no path has it. */
const COLON = "\u0000";
