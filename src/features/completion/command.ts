import type { CommandModule } from "yargs";
import { sharedOptions, type SharedArguments } from "../../cli/options.ts";
import { pages } from "./pages.ts";
import type { Runner } from "../../cli/runner.ts";

interface CompletionArguments extends SharedArguments {
  shell: "bash" | "zsh" | "fish" | "man";
}

const FILES = {
  bash: "completions/confined-units.bash",
  zsh: "completions/_confined-units",
  fish: "completions/confined-units.fish",
  man: "man/confined-units.1",
} as const;

export function completionCommand(run: Runner): CommandModule<object, CompletionArguments> {
  return {
    command: "completion <shell>",
    builder: (yargs) =>
      sharedOptions(yargs)
        .positional("shell", {
          choices: ["bash", "zsh", "fish", "man"] as const,
          demandOption: true,
          describe: "the shell, or man for the manual page",
        })
        .example("$0 completion bash > ~/.local/share/bash-completion/completions/confined-units", "for bash")
        .example("$0 completion fish > ~/.config/fish/completions/confined-units.fish", "for fish"),
    handler: run(async (args, session) => session.io.out((await pages())[FILES[args.shell]]!)),
  };
}
