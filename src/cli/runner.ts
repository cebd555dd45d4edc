import type { Arguments } from "yargs";
import type { SharedArguments } from "./options.ts";
import type { Session } from "./session.ts";

/** Makes a yargs handler of a command: it gets a session, and its failures are told and counted in one place. */
export type Runner = <A extends SharedArguments>(
  command: (args: Arguments<A>, session: Session) => Promise<void>,
) => (args: Arguments<A>) => Promise<void>;
