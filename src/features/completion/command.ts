import { wordArgument } from "../../cli/argument.ts";
import { defineCommand } from "../../cli/command.ts";
import { PAGES, generateShellFiles } from "./shell-files.ts";

export const command = defineCommand({
  name: "completion",
  summary: "Print a completion script for a shell, or the manual page",
  options: {},
  positional: {
    shell: wordArgument(["bash", "zsh", "fish", "man"], "the shell, or man for the manual page"),
  },
  examples: [
    ["completion bash > ~/.local/share/bash-completion/completions/confined-units", "for bash"],
    ["completion fish > ~/.config/fish/completions/confined-units.fish", "for fish"],
  ],
  async run({ shell }, { io, program }) {
    io.out(generateShellFiles(await program.commands(), program.version)[PAGES[shell]]!);
  },
});
