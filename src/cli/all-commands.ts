import { COMMANDS } from "./commands.ts";
import { commandTable, type CommandTable } from "./option-table.ts";
import type { Runner } from "./runner.ts";

/** A command with all that it declares. */
export interface DescribedCommand extends CommandTable {
  name: string;
  describe: string;
}

const neverRun: Runner = () => async () => {};

/** The whole command line, as the completions and the man page have it. */
export function describeAll(): Promise<DescribedCommand[]> {
  return Promise.all(
    COMMANDS.map(async ({ name, describe, load }) => ({
      ...commandTable((await load())(neverRun)),
      name,
      describe,
    })),
  );
}
