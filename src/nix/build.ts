import type { Nix } from "./nix.ts";

export interface BuildRequest {
  /** A Nix file with an expression or function that gives one derivation. */
  file: string;
  /** Given as strings. */
  args: Readonly<Record<string, string>>;
  /** Where to leave a link to the result, which keeps it from being collected; null: nowhere. */
  outLink?: string | null;
}

/** Builds an expression and gives the store path of its output. Throws NixError, with the end of the log where a build fails. */
export function buildExpression(nix: Nix, request: BuildRequest): Promise<string> {
  return Promise.reject(new Error(`${nix} ${request.file}`));
}
