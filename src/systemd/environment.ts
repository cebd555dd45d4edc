import { listOf } from "./lines.ts";
import type { Json } from "../base/json.ts";
import { withSpecifiers } from "./specifiers.ts";
import { splitEscapedWords } from "./words.ts";

/** `NAME=VALUE` where NAME may be one of a variable; null for what systemd ignores. */
export function parseAssignment(word: string): [name: string, value: string] | null {
  const [, name, value] = /^([A-Za-z_]\w*)=(.*)$/s.exec(word) ?? [];
  return name === undefined ? null : [name, value!];
}

/** The variables that `Environment=` sets, the later over the earlier (systemd.exec(5)). */
export function environmentIn(value: Json | undefined, service: string): Map<string, string> {
  const assignments = listOf(value)
    .flatMap(splitEscapedWords)
    .map((word) => parseAssignment(withSpecifiers(word, service)));
  return new Map(assignments.filter((each) => each !== null));
}
