import { DIALECT_NAMES } from "../reference/dialects.ts";
import { UsageError } from "../base/errors.ts";
import { REPORTERS, type ReporterName } from "../report/reporters.ts";
import { choice, count, flag, list, number, pairs, value, type OptionValues } from "./option.ts";

const NIX = { group: "options for Nix" };
const OUTPUT = { group: "output" };
const HOSTS = { group: "where hosts come from" };

/** How Nix is called, and how much is printed: what every command takes. */
export const SHARED = {
  help: flag("show this help", { alias: "h" }),
  option: pairs(["NAME", "VALUE"], "a setting; repeatable", NIX),
  "override-input": pairs(["INPUT", "REF"], "use another flake for an input; repeatable", NIX),
  offline: flag("use no network", NIX),
  impure: flag("allow impure evaluation", NIX),
  refresh: flag("consider all downloads out of date", NIX),
  "accept-flake-config": flag("follow the settings in a flake's nixConfig", NIX),
  "max-jobs": value("N", "how many builds run at once", { alias: "j", ...NIX }),
  cores: value("N", "how many cores a build may use", NIX),
  builders: value("MACHINES", "remote builders", NIX),
  "print-build-logs": flag("show the logs of builds as they run", { alias: "L", ...NIX }),
  "show-trace": flag("show where an error comes from", NIX),
  verbose: count("show the Nix commands that are run; -vv also shows their output", {
    alias: "v",
    ...OUTPUT,
  }),
  quiet: flag("no progress and no warnings", { alias: "q", ...OUTPUT }),
  color: choice(
    ["auto", "always", "never"],
    "whether to use colours; auto looks at NO_COLOR, FORCE_COLOR and the terminal",
    OUTPUT,
  ),
  "no-color": flag("the same as --color never", OUTPUT),
};

export type SharedArguments = OptionValues<typeof SHARED>;

/** Where hosts come from. */
export const SOURCE = {
  flake: value("REF[#HOST]", "the hosts of a flake, or one of them (default: .)", { alias: "f", ...HOSTS }),
  file: value("FILE", "a Nix file that evaluates to a host or to hosts", HOSTS),
  expr: value("TEXT", "the same, as a Nix expression", HOSTS),
  manifest: value("FILE", "read manifests (- for stdin) instead of evaluating", HOSTS),
  host: list("NAME", "only these hosts: a name or a glob such as web*; repeatable", HOSTS),
  dialect: choice(
    DIALECT_NAMES,
    "the rules of nixpkgs to follow (default: those of the host's nixpkgs)",
    HOSTS,
  ),
  "eval-jobs": number("N", "how many evaluations run at once (default: from the cores and free memory)", {
    whole: true,
    ...HOSTS,
  }),
};

export type SourceArguments = OptionValues<typeof SOURCE> & SharedArguments;

const isReporter = (name: string): name is ReporterName => name in REPORTERS;

/** How a result is printed. */
export const REPORTER = {
  reporter: choice(
    Object.keys(REPORTERS).filter(isReporter),
    "how results are printed (default: human)",
    OUTPUT,
  ),
  json: flag("the same as --reporter json", OUTPUT),
};

/** How the results of several hosts are printed. */
export const REPORTERS_OF_HOSTS = {
  ...REPORTER,
  "json-lines": flag("print one JSON object per host, as soon as it is known", OUTPUT),
};

export type ReporterArguments = Partial<OptionValues<typeof REPORTERS_OF_HOSTS>>;

/** What a command takes that reads hosts and prints a result for each. */
export const HOST_RESULTS = { ...SOURCE, ...REPORTERS_OF_HOSTS };

/** The reporter that was asked for, by its name or by a short form. Throws UsageError for several. */
export function reporterOf(args: ReporterArguments): ReporterName {
  const asked: [string, ReporterName][] = [
    ...(args.reporter === undefined ? [] : [["--reporter", args.reporter] as [string, ReporterName]]),
    ...(args.json === true ? [["--json", "json"] as [string, ReporterName]] : []),
    ...(args["json-lines"] === true ? [["--json-lines", "json-lines"] as [string, ReporterName]] : []),
  ];
  requireOne(asked.map(([name]) => name));
  return asked[0]?.[1] ?? "human";
}

/** The settings of Nix that the options stand for; `--option` comes last, and so wins. */
export function settingsOf(args: SharedArguments): (readonly [string, string])[] {
  const settings: [string, string | false | undefined][] = [
    ["pure-eval", args.impure && "false"],
    ["tarball-ttl", args.refresh && "0"],
    ["accept-flake-config", args["accept-flake-config"] && "true"],
    ["max-jobs", args["max-jobs"]],
    ["cores", args.cores],
    ["builders", args.builders],
  ];
  const given = settings.filter((setting): setting is [string, string] => typeof setting[1] === "string");
  return [...given, ...args.option];
}

/** Throws UsageError where hosts come from two places. */
export function onlyOneSource(args: SourceArguments): void {
  const named = (["flake", "file", "expr", "manifest"] as const).filter((name) => args[name] !== undefined);
  requireOne(
    named.map((name) => `--${name}`),
    "name one place that hosts come from",
  );
}

function requireOne(flags: readonly string[], hint?: string): void {
  if (flags.length > 1)
    throw new UsageError(
      `${flags.join(" and ")} cannot be used together`,
      hint === undefined ? {} : { hint },
    );
}
