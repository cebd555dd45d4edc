import type { ShellCommand, ShellOption } from "./completion.ts";

export interface ManCommand extends ShellCommand {
  /** As it is typed, such as `diff [a] [b]`. */
  usage: string;
  /** A command line, and what it does. */
  examples: readonly (readonly [string, string])[];
}

/** What the man page says besides the commands. */
const ENVIRONMENT: [string, string][] = [
  ["CONFINED_UNITS_NIX", "The nix or lix program to use; nix-store and the others are looked for beside it."],
  ["NO_COLOR, FORCE_COLOR", "Whether stderr is coloured, where --color does not say it."],
  ["NIX_CONFIG", "And Nix' other variables, as Nix takes them."],
];

const STATUS: [string, string][] = [
  ["0", "All is well."],
  ["1", "There are findings or differences."],
  ["2", "The command line cannot be followed."],
  ["3", "Nix failed, is missing, or is too old."],
  ["4", "An internal error, which is a defect of confined-units."],
  ["130, 143", "Ended by SIGINT or SIGTERM; nothing is left half-written."],
];

/** Options of fewer commands stand with each. */
const SHARED_BY = 3;

const keyOf = ({ flags, describe }: ShellOption) => `${flags[0]} ${describe}`;

/** The manual page, in the man macros. Options that several commands take stand once. */
export function manPage(commands: readonly ManCommand[], version: string): string {
  const counts = new Map<string, number>();
  const all = commands.flatMap(({ options }) => options);
  for (const one of all) counts.set(keyOf(one), (counts.get(keyOf(one)) ?? 0) + 1);
  const isShared = (one: ShellOption) => counts.get(keyOf(one))! >= SHARED_BY;
  const shared = [...new Map(all.filter(isShared).map((one) => [keyOf(one), one])).values()];
  return [
    `.TH CONFINED-UNITS 1 "" "confined-units ${version}"`,
    ".SH NAME",
    "confined-units \\- the chroots of confined NixOS services",
    ".SH SYNOPSIS",
    ".B confined-units",
    ".I command",
    ".RI [ options ]",
    ".SH COMMANDS",
    ...commands.flatMap(({ usage, describe, options }) => [
      `.SS ${escape(usage)}`,
      line(describe),
      ...options.filter((one) => !isShared(one)).flatMap(option),
    ]),
    ".SH OPTIONS OF SEVERAL COMMANDS",
    ...shared.flatMap(option),
    ".SH EXAMPLES",
    ...commands.flatMap(({ examples }) =>
      examples.flatMap(([example, describe]) => [".TP", bold(example), line(describe)]),
    ),
    ".SH ENVIRONMENT",
    ...ENVIRONMENT.flatMap(([name, text]) => [".TP", bold(name), line(text)]),
    ".SH EXIT STATUS",
    ...STATUS.flatMap(([code, text]) => [".TP", bold(code), line(text)]),
    "",
  ].join("\n");
}

function option({ flags, describe, value }: ShellOption): string[] {
  const words = value.kind === "words" ? ` ${value.words.join("|")}` : value.kind === "none" ? "" : " VALUE";
  return [".TP", bold(`${flags.join(", ")}${words}`), line(describe)];
}

const bold = (text: string) => `\\fB${escape(text)}\\fR`;

/** A line that begins with a dot or a quote would be a request. */
const line = (text: string) => `\\&${escape(text)}`;

const escape = (text: string) => text.replaceAll("\\", "\\e").replaceAll("-", "\\-").replaceAll("…", "...");
