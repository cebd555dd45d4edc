import { withValue, type CommandHelp, type OptionHelp } from "./command-help.ts";

/** The widest left column; what is longer has its description on the next line. */
const WIDEST_LEFT = 34;

/** The fewest columns that descriptions are wrapped to, however narrow the terminal. */
const NARROWEST_RIGHT = 20;

type Row = readonly [left: string, right: string];

/** What `confined-units --help` prints. */
export function overviewText(commands: readonly Row[], columns: number): string {
  return `usage: confined-units <command> [options]

Inspect, audit and generate the chroots of confined NixOS services.

commands:
${rows(commands, columns)}
options:
${rows(
  [
    ["-h, --help", "show help; after a command, the command's"],
    ["-V, --version", "show the version"],
  ],
  columns,
)}
The manual page has all of it: man confined-units
`;
}

/** What `confined-units COMMAND --help` prints: its own options first, then those of several commands. */
export function commandText(command: CommandHelp, columns: number): string {
  const { usage, describe, options, examples } = command;
  const groups = new Map<string, OptionHelp[]>();
  for (const option of options) groups.set(option.group, [...(groups.get(option.group) ?? []), option]);
  const sections: [string, Row[]][] = [
    ["arguments", command.arguments.map(({ name, describe: text }) => [name, text])],
    ...[...groups].map(([group, own]): [string, Row[]] => [group, own.map(optionRow)]),
  ];
  const shown = sections
    .filter(([, lines]) => lines.length > 0)
    .map(([title, lines]) => `\n${title}:\n${rows(lines, columns)}`);
  const lines = examples.map(([example, what]) => `  ${example}\n      ${what}\n`);
  return `usage: confined-units ${usage} [options]\n\n${describe}\n${shown.join("")}\nexamples:\n${lines.join("")}`;
}

/** `-f, --flake REF  …`; long names without a short one stand under the long names. */
function optionRow(option: OptionHelp): Row {
  const short = option.flags.filter((flag) => !flag.startsWith("--"));
  const long = option.flags.filter((flag) => flag.startsWith("--"));
  const names = `${short.length === 0 ? "    " : `${short.join(", ")}, `}${long.join(", ")}`;
  return [withValue(names, option), option.describe];
}

/** Two columns; the right one is wrapped. */
function rows(lines: readonly Row[], columns: number): string {
  const widths = lines.map(([left]) => left.length).filter((width) => width <= WIDEST_LEFT);
  const left = Math.max(...widths, 0);
  const right = Math.max(NARROWEST_RIGHT, columns - left - 4);
  return lines
    .map(([name, text]) => {
      const [first = "", ...more] = wrap(text, right);
      const blank = " ".repeat(left + 4);
      const begin = name.length > left ? `  ${name}\n${blank}${first}` : `  ${name.padEnd(left)}  ${first}`;
      return [begin, ...more.map((line) => blank + line), ""].join("\n");
    })
    .join("");
}

/** Lines of whole words, each as long as `width` allows. */
function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(" ")) {
    const last = lines.at(-1);
    if (last === undefined || last.length + 1 + word.length > width) lines.push(word);
    else lines[lines.length - 1] = `${last} ${word}`;
  }
  return lines;
}
