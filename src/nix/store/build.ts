import { withBuildFailures } from "../errors/build-failure.ts";
import { NixError } from "../errors/errors.ts";
import type { Nix } from "../nix.ts";

export interface BuildRequest {
  /** A Nix file with an expression or function that gives one derivation. */
  file: string;
  /** The function's arguments, each given as a string. */
  args: Readonly<Record<string, string>>;
  /** Where to leave a symlink to the result, which keeps it from being collected; null or absent: no symlink. */
  outLink?: string | null | undefined;
}

/** Builds an expression and gives the store path of its output. Throws NixError, with the end of the log where a build fails. */
export async function buildExpression(
  nix: Nix,
  { file, args, outLink = null }: BuildRequest,
): Promise<string> {
  const link = outLink === null ? ["--no-out-link"] : ["--out-link", outLink];
  const strings = Object.entries(args).flatMap(([name, value]) => ["--argstr", name, value]);
  const { stdout } = await withBuildFailures(nix, () => nix.tool("nix-build", [file, ...strings, ...link]));
  const [path, ...others] = stdout.split("\n").filter((line) => line !== "");
  if (path === undefined || others.length > 0)
    throw new NixError(
      `${file}: expected one derivation, it has ${others.length + (path === undefined ? 0 : 1)}`,
    );
  return path;
}
