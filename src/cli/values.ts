import type { OptionEntry } from "./option-table.ts";

/** What may stand after an option: nothing, one of some words, a file, or words that only an evaluation could tell. */
export type Value =
  | { kind: "none" }
  | { kind: "words"; words: string[] }
  | { kind: "files" }
  | { kind: "any" };

/** What stands for an option's value where it is described. */
const NAMES: Record<string, string> = {
  flake: "REF[#HOST]",
  file: "FILE",
  expr: "TEXT",
  manifest: "FILE",
  host: "NAME",
  dialect: "NAME",
  "eval-jobs": "N",
  option: "NAME VALUE",
  "override-input": "INPUT REF",
  "max-jobs": "N",
  cores: "N",
  builders: "MACHINES",
  color: "WHEN",
  out: "DIR",
  "out-link": "LINK",
  depth: "DEPTH",
  rev: "REV",
  service: "NAME",
  "fail-on": "LEVEL",
  ignore: "CODE=REASON",
  policy: "FILE",
  check: "SECONDS",
  show: "FILE",
  cat: "FILE",
  journal: "FILE",
  a: "FILE",
  b: "FILE",
};

/** Values that every shell completes as paths. */
const PATHS = new Set(["FILE", "DIR", "LINK", "REF[#HOST]"]);

export function valueOf({ name, type, choices }: OptionEntry): Value {
  if (choices !== undefined) return { kind: "words", words: choices.map(String) };
  if (type === "boolean" || type === "count") return { kind: "none" };
  return PATHS.has(NAMES[name] ?? "") ? { kind: "files" } : { kind: "any" };
}

/** The values of an option by name, such as `NAME VALUE`; empty where it takes none. */
export function namesOf(option: OptionEntry): string[] {
  return valueOf(option).kind === "none" ? [] : (NAMES[option.name] ?? "VALUE").split(" ");
}

/** Whether an option may be given several times. */
export function isRepeatable({ type, array, nargs }: OptionEntry): boolean {
  return array === true || nargs !== undefined || type === "count";
}

/** `--flake` and `-f`. */
export function flags({ name, alias }: OptionEntry): string[] {
  const names = [name, ...[alias ?? []].flat()];
  return names.map((flag) => (flag.length === 1 ? `-${flag}` : `--${flag}`));
}
