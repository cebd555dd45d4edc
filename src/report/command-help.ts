/** What may be typed for an option or an argument; `any` is what only an evaluation could say. */
export type ValueHelp = { kind: "none" | "files" | "any" } | { kind: "words"; words: readonly string[] };

/** An option as help, the manual page and the shells have it. */
export interface OptionHelp {
  /** `--flake`, `-f`. */
  flags: readonly string[];
  describe: string;
  /** The heading it stands under. */
  group: string;
  value: ValueHelp;
  /** What its values are called, such as `NAME`, `VALUE`. */
  names: readonly string[];
  isRepeatable: boolean;
}

export interface ArgumentHelp {
  name: string;
  describe: string;
}

export interface CommandHelp {
  name: string;
  /** As it is typed, such as `diff [a] [b]`. */
  usage: string;
  describe: string;
  options: readonly OptionHelp[];
  arguments: readonly ArgumentHelp[];
  /** What stands without an option's name in front: nothing, some words, or files. */
  positional: ValueHelp;
  /** A command line, and what it does. */
  examples: readonly (readonly [string, string])[];
}

/** `--flake REF`, `--depth lean|full`: an option with what follows it. */
export function withValue(flag: string, { value, names }: OptionHelp): string {
  if (value.kind === "none") return flag;
  return `${flag} ${value.kind === "words" ? value.words.join("|") : names.join(" ")}`;
}
