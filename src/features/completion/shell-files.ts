import { bashCompletion } from "../../report/completion/bash.ts";
import { fishCompletion } from "../../report/completion/fish.ts";
import { zshCompletion } from "../../report/completion/zsh.ts";
import type { CommandHelp } from "../../report/command-help.ts";
import { manPage } from "../../report/man.ts";

/** The paths in the package of what it installs beside the program. */
export const PAGES = {
  bash: "completions/confined-units.bash",
  zsh: "completions/_confined-units",
  fish: "completions/confined-units.fish",
  man: "man/confined-units.1",
} as const;

/** What the package installs beside the program: by its path there, the text. */
export function generateShellFiles(
  commands: readonly CommandHelp[],
  version: string,
): Record<string, string> {
  return {
    [PAGES.bash]: bashCompletion(commands),
    [PAGES.zsh]: zshCompletion(commands),
    [PAGES.fish]: fishCompletion(commands),
    [PAGES.man]: manPage(commands, version),
  };
}
