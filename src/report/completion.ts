/** An option as a shell has to know it. */
export interface ShellOption {
  /** `--flake`, `-f`. */
  flags: readonly string[];
  describe: string;
  value: { kind: "none" | "files" | "any" } | { kind: "words"; words: readonly string[] };
}

export interface ShellCommand {
  name: string;
  describe: string;
  options: readonly ShellOption[];
  /** What stands without an option's name in front: nothing, some words, or files. */
  positional: ShellOption["value"];
}

/** Takes the program's name out of generated names: shells want words of letters and underscores. */
const FUNCTION = "_confined_units";

const join = (words: readonly string[]) => words.join(" ");

/** A completion script for bash. Nothing is run when Tab is pressed, the program itself neither. */
export function bashCompletion(commands: readonly ShellCommand[]): string {
  const names = commands.map(({ name }) => name);
  const withValue = [
    ...new Map(commands.flatMap(({ options }) => options).map((o) => [o.flags[0], o])).values(),
  ];
  const values = withValue.flatMap(({ flags, value }) =>
    value.kind === "none" ? [] : [`    ${flags.join("|")}) ${bashValue(value)}; return ;;`],
  );
  const cases = commands.map(({ name, options, positional }) => {
    const all = join(options.flatMap(({ flags }) => flags));
    return `    ${name}) if [[ $cur == -* ]]; then COMPREPLY=($(compgen -W '${all}' -- "$cur")); else ${bashValue(positional)}; fi ;;`;
  });
  return `# bash completion of confined-units; made from its table of options
${FUNCTION}() {
  local cur=\${COMP_WORDS[COMP_CWORD]} prev=\${COMP_WORDS[COMP_CWORD-1]} command= word
  COMPREPLY=()
  for word in "\${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
    case $word in ${names.join("|")}) command=$word; break ;; esac
  done
  case $prev in
${values.join("\n")}
  esac
  case $command in
    '') COMPREPLY=($(compgen -W '${join(names)} --help --version' -- "$cur")) ;;
${cases.join("\n")}
  esac
}
complete -F ${FUNCTION} confined-units
`;
}

function bashValue(value: ShellOption["value"]): string {
  if (value.kind === "words") return `COMPREPLY=($(compgen -W '${join(value.words)}' -- "$cur"))`;
  if (value.kind !== "files") return ":";
  return `compopt -o filenames 2>/dev/null; mapfile -t COMPREPLY < <(compgen -f -- "$cur")`;
}

/** The same for zsh. */
export function zshCompletion(commands: readonly ShellCommand[]): string {
  const described = commands.map(({ name, describe }) => `    ${quote(`${name}:${describe}`)}`);
  const cases = commands.map(({ name, options, positional }) => {
    const specs = options.flatMap(zshSpecs);
    const rest =
      positional.kind === "none" || positional.kind === "any"
        ? []
        : [quote(`*:argument:${zshAction(positional)}`)];
    return `    ${name})\n      _arguments -s ${[...specs, ...rest].join(" \\\n        ")} ;;`;
  });
  return `#compdef confined-units
# zsh completion of confined-units; made from its table of options
${FUNCTION}() {
  local -a commands
  commands=(
${described.join("\n")}
  )
  if (( CURRENT == 2 )); then
    _describe command commands
    return
  fi
  local command=$words[2]
  shift words
  (( CURRENT-- ))
  case $command in
${cases.join("\n")}
  esac
}
${FUNCTION} "$@"
`;
}

function zshSpecs({ flags, describe, value }: ShellOption): string[] {
  const action = value.kind === "none" ? "" : `:value:${zshAction(value)}`;
  return flags.map((flag) => quote(`*${flag}[${describe.replace(/[[\]\\:]/g, "\\$&")}]${action}`));
}

function zshAction(value: ShellOption["value"]): string {
  if (value.kind === "words") return `(${join(value.words)})`;
  return value.kind === "files" ? "_files" : " ";
}

/** The same for fish. */
export function fishCompletion(commands: readonly ShellCommand[]): string {
  const lines = [
    "# fish completion of confined-units; made from its table of options",
    "complete -c confined-units -f",
  ];
  for (const { name, describe, options, positional } of commands) {
    lines.push(`complete -c confined-units -n __fish_use_subcommand -a ${name} -d ${quote(describe)}`);
    const seen = `complete -c confined-units -n '__fish_seen_subcommand_from ${name}'`;
    if (positional.kind === "files") lines.push(`${seen} -F`);
    if (positional.kind === "words") lines.push(`${seen} -a ${quote(join(positional.words))}`);
    for (const option of options) lines.push(`${seen} ${fishOption(option)}`);
  }
  return `${lines.join("\n")}\n`;
}

function fishOption({ flags, describe, value }: ShellOption): string {
  const names = flags.map((flag) => (flag.startsWith("--") ? `-l ${flag.slice(2)}` : `-s ${flag.slice(1)}`));
  const values = { none: "", any: " -x", files: " -r -F", words: "" }[value.kind];
  const words = value.kind === "words" ? ` -x -a ${quote(join(value.words))}` : values;
  return `${names.join(" ")}${words} -d ${quote(describe)}`;
}

const quote = (text: string) => `'${text.replaceAll("'", `'\\''`)}'`;
