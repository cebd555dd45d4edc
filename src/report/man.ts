import { withValue, type ArgumentHelp, type CommandHelp, type OptionHelp } from "./command-help.ts";

/** What the man page says besides the commands. */
const ENVIRONMENT: [string, string][] = [
  ["CONFINED_UNITS_NIX", "The nix or lix program to use; nix-store and the others are looked for beside it."],
  ["NO_COLOR, FORCE_COLOR", "Whether to colour, where --color does not say it; NO_COLOR wins."],
  ["NIX_CONFIG", "And Nix' other variables, as Nix takes them."],
];

const STATUS: [string, string][] = [
  ["0", "All is well."],
  ["1", "There are findings or differences."],
  ["2", "The command line cannot be followed."],
  ["3", "Nix failed, is missing, or is too old."],
  ["4", "An internal error, which is a defect of confined-units."],
  ["129, 130, 143", "Ended by SIGHUP, SIGINT or SIGTERM; nothing is left half-written."],
  ["141", "The reader of standard output has closed it."],
];

/** Options of fewer commands stand with each. */
const SHARED_BY = 3;

const keyOf = ({ flags, describe }: OptionHelp) => `${flags[0]} ${describe}`;

/** The manual page, in the man macros. Options that several commands take stand once. */
export function manPage(commands: readonly CommandHelp[], version: string): string {
  const counts = new Map<string, number>();
  const all = commands.flatMap(({ options }) => options);
  for (const one of all) counts.set(keyOf(one), (counts.get(keyOf(one)) ?? 0) + 1);
  const isShared = (one: OptionHelp) => counts.get(keyOf(one))! >= SHARED_BY;
  const shared = [...new Map(all.filter(isShared).map((one) => [keyOf(one), one])).values()];
  const groups = [...new Set(shared.map(({ group }) => group))];
  return [
    `.TH CONFINED-UNITS 1 "" "confined-units ${version}"`,
    ".SH NAME",
    "confined-units \\- the chroots of confined NixOS services",
    ".SH SYNOPSIS",
    ".B confined-units",
    ".I command",
    ".RI [ options ]",
    ".SH DESCRIPTION",
    line(
      "NixOS can run a systemd service in a chroot that holds only what the service needs. confined-units makes the drop-ins " +
        "of these services from evaluated configurations, and reports what is in the chroots, what is missing, and what changed.",
    ),
    ".PP",
    line("Data goes to standard output, everything else to standard error."),
    ".SH COMMANDS",
    ...commands.flatMap((command) => [
      `.SS ${escape(command.usage)}`,
      line(command.describe),
      ...command.arguments.flatMap(argument),
      ...command.options.filter((one) => !isShared(one)).flatMap(option),
    ]),
    ".SH OPTIONS OF SEVERAL COMMANDS",
    ...groups.flatMap((group) => [
      `.SS ${escape(group.charAt(0).toUpperCase() + group.slice(1))}`,
      ...shared.filter((one) => one.group === group).flatMap(option),
    ]),
    ".SH EXAMPLES",
    ...commands.flatMap(({ examples }) =>
      examples.flatMap(([example, describe]) => [".TP", bold(example), line(describe)]),
    ),
    ".SH ENVIRONMENT",
    ...ENVIRONMENT.flatMap(([name, text]) => [".TP", bold(name), line(text)]),
    ".SH EXIT STATUS",
    ...STATUS.flatMap(([code, text]) => [".TP", bold(code), line(text)]),
    ".SH SEE ALSO",
    ".BR nix (1),",
    ".BR systemd.exec (5)",
    "",
  ].join("\n");
}

const argument = ({ name, describe }: ArgumentHelp) => [".TP", `\\fI${escape(name)}\\fR`, line(describe)];

const option = (one: OptionHelp) => [".TP", bold(withValue(one.flags.join(", "), one)), line(one.describe)];

const bold = (text: string) => `\\fB${escape(text)}\\fR`;

/** A line that begins with a dot or a quote would be a request. */
const line = (text: string) => `\\&${escape(text)}`;

const escape = (text: string) => text.replaceAll("\\", "\\e").replaceAll("-", "\\-").replaceAll("…", "...");
