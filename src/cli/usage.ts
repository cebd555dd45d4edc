import { UsageError } from "../core/errors.ts";
import { nearest } from "../core/nearest.ts";

/** What a message of yargs is about. */
interface Typed {
  argv: readonly string[];
  /** The options that there are. */
  options: readonly string[];
  /** The command as it is typed. */
  usage: string;
  /** The command that tells more. */
  help: string;
}

/** What yargs found wrong, in our words: one sentence and the way out. */
export function usageError(message: string, typed: Typed): UsageError {
  for (const [pattern, explain] of FINDINGS) {
    const found = pattern.exec(message);
    if (found !== null) return explain(found, typed);
  }
  return new UsageError(message, { hint: typed.help });
}

const FINDINGS: [RegExp, (found: RegExpExecArray, typed: Typed) => UsageError][] = [
  [/^Unknown arguments?: (.+)$/s, ([, names = ""], typed) => unknown(names.split(", ")[0]!, typed)],
  [
    /^Not enough arguments following: (.+)$/,
    ([, name = ""], { help }) => new UsageError(`${dashed(name)} needs a value`, { hint: help }),
  ],
  [
    /^Missing required arguments?: (.+)$/,
    ([, names = ""], { help }) =>
      new UsageError(`${names.split(", ").map(dashed).join(" and ")} is missing`, { hint: help }),
  ],
  [
    /^Not enough non-option arguments/,
    (_found, { usage, help }) => new UsageError(`an argument is missing: ${usage}`, { hint: help }),
  ],
  [
    /^Arguments (\S+) and (\S+) are mutually exclusive$/,
    ([, one = "", other = ""]) => new UsageError(`${dashed(one)} and ${dashed(other)} exclude each other`),
  ],
  [
    /^Implications failed:\s+(\S+) -> (\S+)$/m,
    ([, one = "", other = ""], { help }) =>
      new UsageError(`${dashed(one)} goes with ${dashed(other)}`, { hint: help }),
  ],
  [
    /^Invalid values:\s+Argument: (\S+), Given: (.+)/,
    ([, name = "", rest = ""], { options }) => {
      // Choices are ours, so that the last such words are those of yargs.
      const at = rest.lastIndexOf(", Choices: ");
      return new UsageError(
        `${options.includes(name) ? dashed(name) : `the ${name}`} cannot be ${rest.slice(0, at)}`,
        { hint: `it is one of ${rest.slice(at + ", Choices: ".length).replaceAll('"', "")}` },
      );
    },
  ],
];

/** yargs names an unknown option and a word too many alike. */
function unknown(name: string, { argv, options, help }: Typed): UsageError {
  const isOption = argv.some(
    (word) => word === `-${name}` || word === `--${name}` || word.startsWith(`--${name}=`),
  );
  const isLetter = name.length === 1 && argv.some((word) => /^-\w+$/.test(word) && word.includes(name));
  if (!isOption && !isLetter) {
    return new UsageError(`there is no use for the argument ${JSON.stringify(name)}`, { hint: help });
  }
  const near = name.length === 1 ? null : nearest(name, options);
  return new UsageError(`there is no option ${dashed(name)}`, {
    hint: near === null ? help : `did you mean ${dashed(near)}?`,
  });
}

const dashed = (name: string) => (name.length === 1 ? `-${name}` : `--${name}`);
