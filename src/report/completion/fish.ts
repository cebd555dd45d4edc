import type { CommandHelp, OptionHelp } from "../command-help.ts";
import { quote } from "./quote.ts";

const COMPLETE = "complete -c confined-units";

/** A completion script for fish. */
export function fishCompletion(commands: readonly CommandHelp[]): string {
  const lines = [
    "# fish completion of confined-units; made from its table of options",
    `${COMPLETE} -f`,
    `${COMPLETE} -n __fish_use_subcommand -l help -s h -d 'show help'`,
    `${COMPLETE} -n __fish_use_subcommand -l version -s V -d 'show the version'`,
  ];
  for (const { name, describe, options, positional } of commands) {
    lines.push(`${COMPLETE} -n __fish_use_subcommand -a ${name} -d ${quote(describe)}`);
    const seen = `${COMPLETE} -n '__fish_seen_subcommand_from ${name}'`;
    if (positional.kind === "files") lines.push(`${seen} -F`);
    if (positional.kind === "words") lines.push(`${seen} -a ${quote(positional.words.join(" "))}`);
    for (const option of options) lines.push(`${seen} ${fishOption(option)}`);
  }
  return `${lines.join("\n")}\n`;
}

function fishOption({ flags, describe, value }: OptionHelp): string {
  const names = flags.map((flag) => (flag.startsWith("--") ? `-l ${flag.slice(2)}` : `-s ${flag.slice(1)}`));
  const values = { none: "", any: " -x", files: " -r -F", words: "" }[value.kind];
  const words = value.kind === "words" ? ` -x -a ${quote(value.words.join(" "))}` : values;
  return `${names.join(" ")}${words} -d ${quote(describe)}`;
}
