import type { CommandHelp, ValueHelp } from "../command-help.ts";
import { FUNCTION } from "./quote.ts";

const join = (words: readonly string[]) => words.join(" ");

/** A completion script for bash. Nothing is run when Tab is pressed, the program itself neither. */
export function bashCompletion(commands: readonly CommandHelp[]): string {
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
  # bash takes the = of --color=auto for a word
  if [[ $cur == = ]]; then cur=
  elif [[ $prev == = ]]; then prev=\${COMP_WORDS[COMP_CWORD-2]}; fi
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

function bashValue(value: ValueHelp): string {
  if (value.kind === "words") return `COMPREPLY=($(compgen -W '${join(value.words)}' -- "$cur"))`;
  if (value.kind !== "files") return ":";
  return `compopt -o filenames 2>/dev/null; mapfile -t COMPREPLY < <(compgen -f -- "$cur")`;
}
