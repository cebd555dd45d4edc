import { withoutEnds } from "../base/ends.ts";

/** How a script says what runs it. */
export interface Shebang {
  /** As it is written: mostly an absolute path. */
  interpreter: string;
  /** All that follows, as the one argument that Linux makes of it; null: nothing follows. */
  argument: string | null;
  /** What `env` looks for on PATH: `bash` of `#!/usr/bin/env -S bash -e`; null: the interpreter is not `env`. */
  program: string | null;
}

/** As the kernel reads it: BINPRM_BUF_SIZE of include/uapi/linux/binfmts.h. */
export const SHEBANG_BYTES = 256;

/** Options of coreutils' env that take the next word as their value. */
const WITH_VALUE = new Set(["-u", "--unset", "-C", "--chdir", "-a", "--argv0"]);

/**
 * The first line of a file that starts with `#!`, by the rules of Linux' fs/binfmt_script.c; null for all that is not a script.
 * `problem` is one sentence part where Linux would refuse to run it.
 */
export function shebangOf(head: Uint8Array): Shebang | { problem: string } | null {
  if (head[0] !== 0x23 || head[1] !== 0x21) return null;
  const text = new TextDecoder("utf-8").decode(head.subarray(2, SHEBANG_BYTES));
  const end = text.search(/[\n\0]/);
  const line = (end === -1 ? text : text.slice(0, end)).replace(/^[ \t]+/, "");
  const interpreter = /^[^ \t]*/.exec(line)![0];
  if (interpreter === "") return { problem: "its first line names no interpreter" };
  if (end === -1 && head.length >= SHEBANG_BYTES && interpreter === line) {
    return { problem: `its interpreter's path is cut off after ${SHEBANG_BYTES} bytes` };
  }
  const argument = withoutEnds(line.slice(interpreter.length), " \t");
  const program = /(?:^|\/)env$/.test(interpreter) ? programOfEnv(argument) : null;
  return { interpreter, argument: argument === "" ? null : argument, program };
}

function programOfEnv(argument: string): string | null {
  // Without -S, Linux hands all of it over as one word.
  const split = /^(?:-\S*S|--split-string[= ])\s*/.exec(argument);
  const words = split === null ? [argument] : argument.slice(split[0].length).split(/[ \t]+/);
  for (let index = 0; index < words.length; index++) {
    const word = words[index]!;
    if (WITH_VALUE.has(word)) index++;
    else if (!word.startsWith("-") && !word.includes("=")) return word === "" ? null : word;
  }
  return null;
}
