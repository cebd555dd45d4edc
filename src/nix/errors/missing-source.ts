import { existsSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { UsageError, type ConfinedUnitsError } from "../../base/errors.ts";
import type { NixError } from "./errors.ts";
import type { Source } from "../evaluate/flake-ref.ts";
import { behind } from "../../base/ends.ts";

/** How messages name a source. */
export function nameOfSource(source: Source): string {
  if (source.kind === "flake") return source.ref === "." ? "the flake of this directory" : source.ref;
  return source.kind === "file" ? source.path : "the expression";
}

/** Why not even the names of a source's hosts can be had: what is missing where that can be seen, else what Nix said. */
export function explainSource(source: Source, failure: NixError, cwd: string): ConfinedUnitsError {
  if (source.kind === "expr") return failure;
  if (source.kind === "file") {
    // <name> and URLs are for Nix to look up.
    if (/^[<]|:\/\//.test(source.path) || existsSync(resolve(cwd, source.path))) return failure;
    return new UsageError(`there is no file ${source.path}`, { cause: failure });
  }
  return explainFlake(source.ref, failure, cwd);
}

function explainFlake(ref: string, failure: NixError, cwd: string): ConfinedUnitsError {
  const { message } = failure;
  const provided = behind(message, "does not provide attribute ");
  if (
    provided?.includes("nixosConfigurations") === true ||
    message.startsWith("attribute 'nixosConfigurations' missing")
  ) {
    return new UsageError(`the flake ${ref} has no nixosConfigurations`, {
      hint: "name a flake that has them with --flake, or a configuration without a flake with --file",
      cause: failure,
    });
  }
  const directory = localDirectory(ref, cwd);
  if (directory === null) {
    if (!existsSync(join(resolve(cwd, ref), "flake.nix"))) return failure;
    return failure.withHint(
      `Nix looks for ${ref} in its registry; write ./${ref} for the directory of that name`,
    );
  }
  const details = { hint: "name a directory that contains a flake.nix with --flake", cause: failure };
  if (!existsSync(`${directory}/.`))
    return new UsageError(`there is no flake ${ref}: ${directory} is not a directory`, details);
  if (!hasFlake(directory))
    return new UsageError(`there is no flake ${ref}: ${directory} has no flake.nix`, details);
  return failure;
}

/** The directory that a reference to a local flake names; null for any other. */
function localDirectory(ref: string, cwd: string): string | null {
  const found = /^(?:path:|git\+file:(?:\/\/)?)?((?:\.|\/)[^?]*)(?:\?(.*))?$/.exec(ref);
  if (found === null) return null;
  const below = new URLSearchParams(found[2] ?? "").get("dir") ?? "";
  return resolve(cwd, found[1]!, below);
}

/** Nix looks for a flake.nix in the directory and in those above it. */
function hasFlake(directory: string): boolean {
  if (existsSync(join(directory, "flake.nix"))) return true;
  const parent = dirname(directory);
  return parent !== directory && hasFlake(parent);
}
