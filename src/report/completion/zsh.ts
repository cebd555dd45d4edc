import type { CommandHelp, OptionHelp, ValueHelp } from "../command-help.ts";
import { FUNCTION, quote } from "./quote.ts";

/** A completion script for zsh: a file on fpath, or text to `source`. */
export function zshCompletion(commands: readonly CommandHelp[]): string {
  const described = commands.map(
    ({ name, describe }) => `    ${quote(`${name}:${describe.replaceAll("\\", "\\\\")}`)}`,
  );
  const cases = commands.map(({ name, options, positional }) => {
    const specs = options.flatMap(specsOf);
    const isOpen = positional.kind === "none" || positional.kind === "any";
    const rest = isOpen ? [] : [quote(`*:argument:${action(positional)}`)];
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
    if [[ $words[2] == -* ]]; then
      _arguments '(-h --help)'{-h,--help}'[show help]' '(-V --version)'{-V,--version}'[show the version]'
    else
      _describe command commands
    fi
    return
  fi
  local command=$words[2]
  shift words
  (( CURRENT-- ))
  case $command in
${cases.join("\n")}
  esac
}
if [[ $funcstack[1] == _confined-units ]]; then
  ${FUNCTION} "$@"
else
  compdef ${FUNCTION} confined-units
fi
`;
}

/** One word of _arguments for each name; those of one option exclude each other, unless it may be repeated. */
function specsOf({ flags, describe, value, names, isRepeatable }: OptionHelp): string[] {
  const only = isRepeatable ? "*" : `(${flags.join(" ")})`;
  const values = value.kind === "none" ? [] : names.map((name) => `:${escaped(name)}:${action(value)}`);
  return flags.map((flag) => {
    const attached = value.kind !== "none" && names.length === 1 && flag.startsWith("--") ? "=" : "";
    return quote(`${only}${flag}${attached}[${escaped(describe)}]${values.join("")}`);
  });
}

const escaped = (text: string) => text.replace(/[[\]\\:]/g, "\\$&");

function action(value: ValueHelp): string {
  if (value.kind === "words") return `(${value.words.join(" ")})`;
  return value.kind === "files" ? "_files" : " ";
}
