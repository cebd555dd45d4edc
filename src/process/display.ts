/** Arguments longer than this are cut in one-line messages: the text of a whole Nix function is one of them. */
const LONGEST_SHOWN = 60;

/** One argument as a POSIX shell would take it: bare where nothing in it is special, else in single quotes. */
export function shellQuote(argument: string): string {
  return /^[\w@%+=:,./#!-]+$/.test(argument) ? argument : `'${argument.replaceAll("'", `'\\''`)}'`;
}

/** The whole command, ready to be pasted into a shell. */
export function displayCommand(command: string, args: readonly string[]): string {
  return [command, ...args].map(shellQuote).join(" ");
}

/** The command's name and the words before its first option (`nix eval`, `nix-store -r`): what a one-line message names. */
export function shortCommand(command: string, args: readonly string[]): string {
  const name = command.slice(command.lastIndexOf("/") + 1);
  const verb = args[0];
  return verb !== undefined && /^-{0,2}[a-z][a-z-]*$/.test(verb) && verb.length < LONGEST_SHOWN
    ? `${name} ${verb}`
    : name;
}
