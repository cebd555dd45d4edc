import type { Outcome } from "./bisect.ts";
import { NixError } from "../errors/errors.ts";

/**
 * Runs something that may fail because of what is evaluated: that failure is given back. Whatever says nothing about it, such
 * as a missing Nix, a time limit or Ctrl-C, is thrown on.
 */
export async function attempt<T>(action: () => Promise<T>): Promise<Outcome<T, NixError>> {
  try {
    return { value: await action() };
  } catch (error) {
    if (error instanceof NixError && error.process?.reason === "exit") return { failure: error };
    throw error;
  }
}
