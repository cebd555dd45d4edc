import { EXEC_OPTIONS, stringsOf } from "../facts/options.ts";
import type { Json } from "../manifest/types.ts";

/** One command line of a unit. */
export interface Command {
  option: string;
  line: string;
  /** systemd's marks before the program: `-`, `@`, `:`, `+`, `!`. */
  prefix: string;
  program: string;
  args: string[];
}

/** All lines that systemd starts programs by, ExecCondition included. */
export function commandsOf(config: Record<string, Json>): Command[] {
  return [...EXEC_OPTIONS, "ExecCondition"].flatMap((option) =>
    stringsOf(config[option]).flatMap((line) => {
      const [, prefix, rest] = /^([-@:+!|]*)\s*([\s\S]*)$/.exec(line)!;
      const words = wordsOf(rest!);
      const [program, ...args] = words;
      return program === undefined ? [] : [{ option, line, prefix: prefix!, program, args }];
    }),
  );
}

/** Words as systemd.service(5) splits them, quotes removed; escapes are left as they are. */
export function wordsOf(text: string): string[] {
  const words = text.match(/(?:"(?:\\.|[^"])*"|'(?:\\.|[^'])*'|\\.|[^\s"'])+/g) ?? [];
  return words.map((word) => word.replaceAll(/^(["'])([\s\S]*)\1$/g, "$2"));
}
