import type { Condition, ShellFacts } from "../programs/shell.ts";
import { ownerOf } from "../store-path/store-path.ts";
import type { Environment } from "./environment.ts";
import { known, unknown, type Fact } from "./fact.ts";
import type { View } from "./view.ts";

/** What answers the conditions of a script. */
export interface Surroundings {
  environment: Environment;
  view: View;
  storeDir: string;
}

/** What systemd, the shell or a login gives to each service or script (systemd.exec(5), bash(1)). */
const GIVEN =
  /^(?:BASH\w*|CREDENTIALS_DIRECTORY|E?UID|HOME|HOSTNAME|IFS|INVOCATION_ID|JOURNAL_STREAM|LANG|LC_\w+|LISTEN_\w+|LOGNAME|MAINPID|NOTIFY_SOCKET|OLDPWD|PATH|PPID|PWD|RANDOM|SECONDS|SHELL|SHLVL|SYSTEMD_\w+|TERM|TMPDIR|USER|WATCHDOG_\w+|\w+_DIRECTORY)$/;

/**
 * A script with its conditions answered: what stands behind one that holds runs as if there were none, what stands behind one
 * that does not hold never does, and what a run decides is no longer on the straight path. `isFirst`: nothing but systemd
 * gives the script its variables.
 */
export function decided(shell: ShellFacts, around: Surroundings, isFirst: boolean): ShellFacts {
  const isAlone = isFirst && !shell.paths.some(({ use }) => use === "source");
  const decide = <T extends ShellFacts["commands"][number] | ShellFacts["paths"][number]>(each: T): T => {
    const { when = [], ...rest } = each;
    if (when.length === 0) return each;
    const answers = when.map((condition) => answered(condition, around, isAlone));
    const runs = answers.some((answer) => answer.known && !answer.value)
      ? "never"
      : answers.every((answer) => answer.known) || each.runs === "never"
        ? each.runs
        : "rarely";
    return { ...(rest as T), runs };
  };
  return { ...shell, commands: shell.commands.map(decide), paths: shell.paths.map(decide) };
}

/** Whether a condition holds when the service starts. */
function answered({ kind, name, holds }: Condition, around: Surroundings, isAlone: boolean): Fact<boolean> {
  const is = kind === "path" ? isThere(name, around) : hasValue(name, around, isAlone);
  return is.known ? known(is.value === holds) : is;
}

function isThere(path: string, { view, storeDir }: Surroundings): Fact<boolean> {
  if (storeDir === path || storeDir.startsWith(`${path}/`)) return known(true);
  if (ownerOf(path, storeDir) !== null) {
    const place = view.resolve(path);
    return place.known ? known(place.value !== null) : place;
  }
  const shown = view.shows(path);
  if (!shown.known) return shown;
  // What is below a directory that is shown only a run shows, and the chroot has some directories of its own in its root.
  const isCertain = shown.value
    ? view.binds.some(({ target }) => target === path)
    : path.lastIndexOf("/") > 0;
  return isCertain ? shown : unknown(path, "only a run shows what is there");
}

function hasValue(name: string, { environment }: Surroundings, isAlone: boolean): Fact<boolean> {
  const value = environment.value(name);
  if (!value.known) return value;
  if (value.value === null && (!isAlone || GIVEN.test(name)))
    return unknown(`the variable ${name}`, "only a run shows its value");
  return known((value.value ?? "") !== "");
}
