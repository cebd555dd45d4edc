import type { Argv, Options } from "yargs";
import { UsageError } from "../base/errors.ts";
import { DIALECT_NAMES } from "../reference/dialects.ts";

/** How Nix is called, and how much is said: what every command takes. */
export interface SharedArguments {
  offline: boolean | undefined;
  impure: boolean | undefined;
  refresh: boolean | undefined;
  "show-trace": boolean | undefined;
  option: string[] | undefined;
  "override-input": string[] | undefined;
  "max-jobs": string | undefined;
  cores: string | undefined;
  builders: string | undefined;
  "accept-flake-config": boolean | undefined;
  "print-build-logs": boolean | undefined;
  verbose: number | undefined;
  quiet: boolean | undefined;
  color: "auto" | "always" | "never" | undefined;
}

interface HostArguments {
  flake: string | undefined;
  file: string | undefined;
  expr: string | undefined;
  manifest: string | undefined;
  host: string[] | undefined;
  dialect: string | undefined;
  "eval-jobs": number | undefined;
}

/** Where hosts come from and how they are printed, besides what every command takes. */
export interface SourceArguments extends SharedArguments, HostArguments {
  json: boolean | undefined;
  "json-lines": boolean | undefined;
}

const NIX = "options for Nix";
const TALK = "output";

const flag = (group: string, describe: string, more: Options = {}): Options => ({
  type: "boolean",
  group,
  describe,
  ...more,
});

const value = (group: string, describe: string, more: Options = {}): Options => ({
  type: "string",
  requiresArg: true,
  group,
  describe,
  ...more,
});

/** yargs gives all values of a repeated one in one list; with `array` it would want more of them. */
const pair = (group: string, describe: string): Options => ({
  type: "string",
  nargs: 2,
  group,
  describe,
});

const SHARED: Record<keyof SharedArguments, Options> = {
  option: pair(NIX, "a setting; repeatable"),
  "override-input": pair(NIX, "use another flake for an input; repeatable"),
  offline: flag(NIX, "use no network"),
  impure: flag(NIX, "let the configuration see this machine"),
  refresh: flag(NIX, "take nothing that was downloaded for new"),
  "accept-flake-config": flag(NIX, "follow the settings in a flake's nixConfig"),
  "max-jobs": value(NIX, "how many builds run at once", { alias: "j" }),
  cores: value(NIX, "how many cores a build may use"),
  builders: value(NIX, "machines that build"),
  "print-build-logs": flag(NIX, "show the logs of builds as they run", { alias: "L" }),
  "show-trace": flag(NIX, "show where an error comes from"),
  verbose: {
    type: "count",
    alias: "v",
    group: TALK,
    describe: "show the commands of Nix that are run; twice: and all that they say",
  },
  quiet: flag(TALK, "no progress and no warnings", { alias: "q" }),
  color: {
    choices: ["auto", "always", "never"] as const,
    requiresArg: true,
    group: TALK,
    describe: "whether to colour; auto looks at NO_COLOR, FORCE_COLOR and the terminal",
  },
};

const HOSTS = "where hosts come from";

const SOURCE: Record<keyof HostArguments, Options> = {
  flake: value(HOSTS, "the hosts of a flake, or one of them (default: .)", { alias: "f" }),
  file: value(HOSTS, "a Nix file that evaluates to a host or to hosts"),
  expr: value(HOSTS, "the same, as a Nix expression"),
  manifest: value(HOSTS, "read manifests (- for stdin) instead of evaluating"),
  host: {
    ...value(HOSTS, "only these hosts: a name or a glob such as web*; repeatable"),
    array: true,
    nargs: 1,
  },
  dialect: {
    type: "string",
    choices: DIALECT_NAMES,
    requiresArg: true,
    group: HOSTS,
    describe: "the reference's rules to follow (default: those of the host's nixpkgs)",
  },
  "eval-jobs": {
    type: "number",
    requiresArg: true,
    group: HOSTS,
    describe: "how many evaluations run at once (default: by the cores and the memory)",
  },
};

const FORMAT: Record<"json" | "json-lines", Options> = {
  json: flag(TALK, "print JSON on stdout"),
  "json-lines": flag(TALK, "print one JSON object per host on stdout, as soon as it is known", {
    conflicts: "json",
  }),
};

/** Declares what every command takes. */
export function sharedOptions<T>(yargs: Argv<T>): Argv<T & SharedArguments> {
  return yargs.options(SHARED) as unknown as Argv<T & SharedArguments>;
}

/** Declares the options of a command that reads hosts and has a form for programs. */
export function sourceOptions<T>(yargs: Argv<T>): Argv<T & SourceArguments> {
  return yargs.options({ ...SOURCE, ...FORMAT, ...SHARED }) as unknown as Argv<T & SourceArguments>;
}

/** Declares the options of a command that reads hosts and gives the terminal away. */
export function hostOptions<T>(yargs: Argv<T>): Argv<T & SourceArguments> {
  return yargs.options({ ...SOURCE, ...SHARED }) as unknown as Argv<T & SourceArguments>;
}

/** `["a", "1", "b", "2"]` → `[["a", "1"], ["b", "2"]]`: how yargs hands over repeated options of two values. */
export function pairs(values: readonly string[] | undefined): [string, string][] {
  const result: [string, string][] = [];
  for (let i = 0; i + 1 < (values?.length ?? 0); i += 2) result.push([values![i]!, values![i + 1]!]);
  return result;
}

/** The settings of Nix that the options stand for; `--option` comes last, and so wins. */
export function settingsOf(args: SharedArguments): [string, string][] {
  const settings: [string, string | false | undefined][] = [
    ["pure-eval", args.impure === true && "false"],
    ["tarball-ttl", args.refresh === true && "0"],
    ["accept-flake-config", args["accept-flake-config"] === true && "true"],
    ["max-jobs", args["max-jobs"]],
    ["cores", args.cores],
    ["builders", args.builders],
  ];
  const given = settings.filter((setting): setting is [string, string] => typeof setting[1] === "string");
  return [...given, ...pairs(args.option)];
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
