import { ConfinedUnitsError } from "../base/errors.ts";
import { nixString as nixLiteral } from "../base/nix-text.ts";

/** Linux takes no single argument of 128 KiB or more (MAX_ARG_STRLEN, the closing NUL counted). */
export const LONGEST_ARGUMENT = 128 * 1024 - 1;

/** How much all arguments of one command may take: the system's limit is 2 MiB with the environment, of which this leaves a quarter. */
const ALL_ARGUMENTS = 1536 * 1024;

/** Each argument costs a pointer besides its bytes and its NUL. */
const POINTER = 8;

/** A Nix string literal with exactly this text. A Nix string cannot hold NUL: that is an error. */
export function nixString(text: string): string {
  if (text.includes("\0"))
    throw new ConfinedUnitsError(
      "usage",
      `a NUL character cannot be passed to Nix, in ${JSON.stringify(text)}`,
    );
  return nixLiteral(text);
}

/** A Nix expression that gives `value`, for which nothing of it is ever read as Nix code. */
export function nixValue(value: unknown): string {
  return `(builtins.fromJSON ${nixString(JSON.stringify(value))})`;
}

/** Throws when `argument` is longer than the system allows one argument to be; `what` names it in the message. */
export function requireShort(argument: string, what: string): string {
  const bytes = Buffer.byteLength(argument);
  if (bytes > LONGEST_ARGUMENT) {
    throw new ConfinedUnitsError(
      "nix-failed",
      `${what} takes ${bytes} bytes, and one argument may have no more than ${LONGEST_ARGUMENT}`,
    );
  }
  return argument;
}

/** Splits a list of arguments so that each part fits on a command line; the order is kept and no part is empty. */
export function chunkArguments(args: readonly string[], limit: number = ALL_ARGUMENTS): string[][] {
  const chunks: string[][] = [];
  let room = 0;
  for (const argument of args) {
    const cost = Buffer.byteLength(requireShort(argument, "an argument for Nix")) + 1 + POINTER;
    if (cost > room || chunks.length === 0) {
      chunks.push([]);
      room = limit;
    }
    chunks.at(-1)!.push(argument);
    room -= cost;
  }
  return chunks;
}
