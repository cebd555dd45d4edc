import type { CommandHelp, OptionHelp } from "../report/command-help.ts";
import type { Command } from "./command.ts";
import { flagsOf, type Option } from "./option.ts";

/** A command as help, the completions and the manual page have it; its own options stand first. */
export function commandHelp({ name, summary, usage, options, positional, examples }: Command): CommandHelp {
  const all = Object.entries(options).map(([option, entry]) => optionHelp(option, entry));
  const words = Object.entries(positional);
  return {
    name,
    usage,
    describe: summary,
    options: [...all.filter(isOwn), ...all.filter((option) => !isOwn(option))],
    arguments: words.map(([word, argument]) => ({
      name: argument.shown ?? word,
      describe: argument.summary,
    })),
    positional: words[0]?.[1].completes ?? { kind: "none" },
    examples: examples.map(([line, what]) => [`confined-units ${line}`, what]),
  };
}

const OWN = "options";

const isOwn = ({ group }: OptionHelp) => group === OWN;

const optionHelp = (name: string, option: Option<unknown>): OptionHelp => ({
  flags: flagsOf(name, option),
  describe: option.summary,
  group: option.group ?? OWN,
  value: option.completes,
  names: option.values,
  isRepeatable: option.isRepeatable,
});
