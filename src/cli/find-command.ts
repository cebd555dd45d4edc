import { UsageError } from "../base/errors.ts";
import { didYouMean } from "../base/did-you-mean.ts";
import { flag, type OptionTable } from "./option.ts";
import { HOST_RESULTS, SHARED } from "./options.ts";
import { grammarOf, readWords, type BareWord } from "./words.ts";

/** What a command line asks for; `argv` is all of it but the command's name. */
export type Request =
  | { kind: "version" }
  | { kind: "help"; command: string | null }
  | { kind: "run"; command: string; argv: readonly string[] };

/** What is needed of the commands. */
export interface KnownCommands {
  names: readonly string[];
  /** The options of all commands together; an option takes as many values in each command that has it. */
  options(): Promise<OptionTable>;
}

const VERSION = { version: flag("show the version", { alias: "V" }) };
const OVERVIEW = "confined-units --help lists the commands";

/**
 * Finds the command: the first word that is no option's value. Options may stand before it; `help [COMMAND]` at the beginning, and
 * `--help` and `--version` anywhere before `--` are questions. Throws UsageError.
 */
export async function findCommand(argv: readonly string[], known: KnownCommands): Promise<Request> {
  const end = argv.indexOf("--");
  const asks = (...flags: string[]) =>
    argv.slice(0, end < 0 ? undefined : end).some((word) => flags.includes(word));
  const isHelp = argv[0] === "help";
  if (isHelp || asks("--help", "-h")) {
    const found = await firstWord(isHelp ? argv.slice(1) : argv, known).catch(() => null);
    return { kind: "help", command: found === null ? null : existing(found.text, known.names) };
  }
  if (asks("--version", "-V")) return { kind: "version" };
  const found = await firstWord(argv, known);
  if (found === null) throw new UsageError("no command given", { hint: OVERVIEW });
  return { kind: "run", command: existing(found.text, known.names), argv: argv.toSpliced(found.at, 1) };
}

/** The options of most commands are known; what only one of them has is loaded where it stands before the command. */
async function firstWord(argv: readonly string[], known: KnownCommands): Promise<BareWord | null> {
  try {
    return firstBare(argv, { ...VERSION, ...HOST_RESULTS, ...SHARED });
  } catch {
    return firstBare(argv, { ...VERSION, ...(await known.options()) });
  }
}

function firstBare(argv: readonly string[], options: OptionTable): BareWord | null {
  for (const word of readWords(argv, grammarOf(options), OVERVIEW)) if (word.kind === "bare") return word;
  return null;
}

function existing(command: string, names: readonly string[]): string {
  if (names.includes(command)) return command;
  const near = didYouMean(command, names);
  throw new UsageError(`unknown command ${JSON.stringify(command)}`, {
    hint: near === null ? OVERVIEW : `did you mean ${near}?`,
  });
}
