import type { OptionEntry } from "./option-table.ts";

/** What may stand after an option: nothing, one of some words, a file, or words that only an evaluation could tell. */
export type Value =
  | { kind: "none" }
  | { kind: "words"; words: string[] }
  | { kind: "files" }
  | { kind: "any" };

/** Options and positional arguments whose value is a path, which every shell completes. */
const PATHS = new Set("file flake manifest out out-link output a b show cat journal policy".split(" "));

export function valueOf({ name, type, choices }: OptionEntry): Value {
  if (choices !== undefined) return { kind: "words", words: choices.map(String) };
  if (type === "boolean" || type === "count") return { kind: "none" };
  return PATHS.has(name) ? { kind: "files" } : { kind: "any" };
}

/** `--flake` and `-f`. */
export function flags({ name, alias }: OptionEntry): string[] {
  const names = [name, ...[alias ?? []].flat()];
  return names.map((flag) => (flag.length === 1 ? `-${flag}` : `--${flag}`));
}
