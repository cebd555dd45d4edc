import { splitWords } from "./words.ts";
import { EXEC_OPTIONS, stringsOf } from "./lines.ts";
import type { Json } from "../base/json.ts";

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
      const [, prefix = "", rest = ""] = /^([-@:+!|]*)\s*([\s\S]*)$/.exec(line) ?? [];
      const [program, ...words] = splitWords(rest);
      if (program === undefined) return [];
      // With `@` the first word is only the name that the program is told.
      const args = prefix.includes("@") ? words.slice(1) : words;
      return [{ option, line, prefix, program, args }];
    }),
  );
}
