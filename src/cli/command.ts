import { UsageError } from "../base/errors.ts";
import { requireNoneLeft, type ArgumentTable, type ArgumentValues } from "./argument.ts";
import type { OptionTable, OptionValues } from "./option.ts";
import { SHARED, type SharedArguments } from "./options.ts";
import { parseWords } from "./parse.ts";
import type { Session } from "./session.ts";
import { helpOn, type Word } from "./words.ts";

/** What a command gets: its own options, those of all commands, and its arguments. */
export type CommandValues<O extends OptionTable, A extends ArgumentTable> = OptionValues<O> &
  SharedArguments &
  ArgumentValues<A>;

/** A command as its feature declares it. */
export interface CommandDefinition<O extends OptionTable, A extends ArgumentTable> {
  name: string;
  /** What it is for, in a line. */
  summary: string;
  options: O;
  /** In the order of the command line. */
  positional: A;
  /** A command line without the program's name, and what it does. */
  examples: readonly (readonly [string, string])[];
  run(args: CommandValues<O, A>, session: Session): Promise<void>;
}

/** A command as the command line has it, whatever its arguments are. */
export interface Command {
  name: string;
  summary: string;
  options: OptionTable;
  positional: ArgumentTable;
  examples: readonly (readonly [string, string])[];
  /** As it is typed, such as `explain <service> [path]`. */
  usage: string;
  /** Reads the command's words. Throws UsageError. */
  parse(words: readonly Word[]): ParsedCommand;
}

export interface ParsedCommand {
  /** What a session is made from. */
  shared: SharedArguments;
  run(session: Session): Promise<void>;
}

/** Declares a command; the types of its arguments are those of its tables. */
export function defineCommand<const O extends OptionTable, const A extends ArgumentTable>(
  definition: CommandDefinition<O, A>,
): Command {
  const { name, positional, run } = definition;
  const options = { ...definition.options, ...SHARED };
  const usage = [name, ...Object.entries(positional).map(([word, argument]) => argument.usage(word))].join(
    " ",
  );
  return {
    ...definition,
    options,
    usage,
    parse(words) {
      try {
        const { options: own, bare } = parseWords(options, words);
        const taken = Object.entries(positional).map(([word, argument]) => [
          word,
          argument.take(bare, word, `confined-units ${usage}`),
        ]);
        requireNoneLeft(bare, Object.keys(options));
        const args = { ...own, ...Object.fromEntries(taken) } as CommandValues<O, A>;
        return { shared: own, run: (session) => run(args, session) };
      } catch (error) {
        if (!(error instanceof UsageError) || error.hint !== undefined) throw error;
        throw new UsageError(error.message, { hint: helpOn(name), cause: error });
      }
    },
  };
}
