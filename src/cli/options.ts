import type { Argv } from "yargs";
import { UsageError } from "../core/errors.ts";

/** Where hosts come from and how Nix is called: the options that every command shares. */
export interface SourceArguments {
  flake: string | undefined;
  file: string | undefined;
  expr: string | undefined;
  manifest: string | undefined;
  host: string[] | undefined;
  dialect: string | undefined;
  offline: boolean | undefined;
  "show-trace": boolean | undefined;
  option: string[] | undefined;
  "override-input": string[] | undefined;
  json: boolean | undefined;
}

/** Declares the shared options; one table for `--help`, the man page and completions. */
export function sourceOptions<T>(yargs: Argv<T>) {
  return yargs
    .option("flake", {
      alias: "f",
      type: "string",
      describe: "flake reference, REF or REF#HOST (default: .)",
      requiresArg: true,
    })
    .option("file", {
      type: "string",
      describe: "a Nix file that evaluates to a host or to hosts",
      requiresArg: true,
    })
    .option("expr", { type: "string", describe: "the same, as a Nix expression", requiresArg: true })
    .option("manifest", {
      type: "string",
      describe: "read manifests from FILE (- for stdin) instead of evaluating",
      requiresArg: true,
    })
    .option("host", { type: "string", array: true, describe: "only this host; repeatable", nargs: 1 })
    .option("dialect", {
      type: "string",
      describe: "rules of the reference: 2019, 2022, 2024, 2025 or 2026 (default: detected)",
      requiresArg: true,
    })
    .option("offline", { type: "boolean", describe: "let Nix use no network" })
    .option("option", {
      type: "string",
      array: true,
      nargs: 2,
      describe: "a Nix setting, NAME VALUE; repeatable",
    })
    .option("override-input", {
      type: "string",
      array: true,
      nargs: 2,
      describe: "use another flake for an input, INPUT REF; repeatable",
    })
    .option("show-trace", { type: "boolean", describe: "let Nix print where an error comes from" })
    .option("json", { type: "boolean", describe: "print JSON on stdout" });
}

/** `["a", "1", "b", "2"]` → `[["a", "1"], ["b", "2"]]`: how yargs hands over repeated options of two values. */
export function pairs(values: readonly string[] | undefined): [string, string][] {
  const result: [string, string][] = [];
  for (let i = 0; i + 1 < (values?.length ?? 0); i += 2) result.push([values![i]!, values![i + 1]!]);
  return result;
}

/** The one source that was named; two of them contradict each other. */
export function onlyOneSource(args: SourceArguments): void {
  const named = (["flake", "file", "expr", "manifest"] as const).filter((name) => args[name] !== undefined);
  if (named.length > 1) {
    throw new UsageError(`${named.map((name) => `--${name}`).join(" and ")} exclude each other`, {
      hint: "name one place that hosts come from",
    });
  }
}
