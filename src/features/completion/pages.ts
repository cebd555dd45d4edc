import { bashCompletion } from "../../report/completion/bash.ts";
import { fishCompletion } from "../../report/completion/fish.ts";
import { zshCompletion } from "../../report/completion/zsh.ts";
import { manPage } from "../../report/man.ts";
import { describeAll } from "../../cli/describe.ts";
import { version } from "../../cli/version.ts";

/** What the package installs beside the program: by its path there, the text. */
export async function pages(shown = version): Promise<Record<string, string>> {
  const commands = await describeAll();
  return {
    "completions/confined-units.bash": bashCompletion(commands),
    "completions/_confined-units": zshCompletion(commands),
    "completions/confined-units.fish": fishCompletion(commands),
    "man/confined-units.1": manPage(commands, shown),
  };
}
