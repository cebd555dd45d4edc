import type { NixLocation } from "./errors.ts";

/** What Nix said, without its decoration. */
export interface NixExplanation {
  /** One line, without `error:`; empty where Nix gave no error. */
  sentence: string;
  /** Where Nix says it happened. */
  location?: NixLocation;
  hint?: string;
}

/** What ends a message: a position, a line of the trace, a build's log, another message. */
const AFTER_MESSAGE =
  /^\s*(at .+:\d+:\d+:|…|\(use '--show-trace'|\(stack trace truncated|last \d+ log lines?:|Output paths:)|^(error|warning|trace):/i;

const SUGGESTION = /^\s*(Did you mean .+\?)$/;

const POSITION = /^\s*at (.+):(\d+):(\d+):$/;

/**
 * Finds the error in what Nix printed on stderr. Up to 2.18 or so the message comes first and its position follows; later ones
 * print the trace first, under an empty `error:`, and the message last, under a second and indented one.
 */
export function explainNixError(stderr: string): NixExplanation {
  const { lines: _, ...explanation } = readNixError(stderr);
  return explanation;
}

/** The same, with the lines of the message, whose indentation may make them a list. */
export function readNixError(stderr: string): NixExplanation & { lines: string[] } {
  const lines = stripAnsi(stderr).split("\n");
  const top = lines.findLastIndex((line) => line.startsWith("error:"));
  if (top < 0) return { sentence: lastWords(lines), lines: [] };

  const isTraceFirst = lines[top]!.trim() === "error:" && /^\s*…/.test(lines[top + 1] ?? "");
  const inner = isTraceFirst ? lines.findIndex((line, i) => i > top && /^\s+error:/.test(line)) : top;
  const start = inner < 0 ? top : inner;
  const rest = lines.slice(start + 1);
  const end = rest.findIndex((line) => AFTER_MESSAGE.test(line));
  const message = [lines[start]!.replace(/^\s*error:/, ""), ...(end < 0 ? rest : rest.slice(0, end))];
  const sentence = message
    .map((line) => line.trim())
    .filter((line) => line !== "")
    .join(" ")
    .replace(/;$/, "");

  // What a program that Nix runs had to say stands before it, as the program printed it.
  const said = /^program '.+' failed/.test(sentence)
    ? lines.slice(0, top).findLast((line) => line.startsWith("fatal: "))
    : undefined;

  // The message's own position follows it; else the innermost of the trace is the nearest, unless Nix cut that end off.
  const trace = lines.slice(top, start);
  const isCut = trace.some((line) => line.includes("(stack trace truncated"));
  const location = positions(rest)[0] ?? (isCut ? undefined : positions(trace).at(-1));
  const hint = rest
    .map((line) => SUGGESTION.exec(line)?.[1]?.replace(/^D/, "d"))
    .find((found) => found !== undefined);
  return {
    sentence: said === undefined ? sentence : `${sentence}: ${said.slice("fatal: ".length)}`,
    lines: dedent(message),
    ...(location === undefined ? {} : { location }),
    ...(hint === undefined ? {} : { hint }),
  };
}

/** Takes out the blanks that all lines after the first begin with. */
function dedent([first = "", ...lines]: readonly string[]): string[] {
  const blanks = lines.filter((line) => line.trim() !== "").map((line) => line.search(/\S/));
  const least = Math.min(...blanks);
  return [first.trim(), ...lines.map((line) => line.slice(Number.isFinite(least) ? least : 0))];
}

/** Positions in files; those in the text that we hand to Nix ourselves say nothing to anyone. */
function positions(lines: readonly string[]): NixLocation[] {
  return lines.flatMap((line) => {
    const found = POSITION.exec(line);
    return found === null || !found[1]!.startsWith("/")
      ? []
      : [{ file: found[1]!, line: Number(found[2]), column: Number(found[3]) }];
  });
}

/** The last line that is not a warning: what programs print that do not say `error:`. */
function lastWords(lines: readonly string[]): string {
  return lines.findLast((line) => line.trim() !== "" && !line.startsWith("warning:"))?.trim() ?? "";
}

/** Takes out colours and other terminal controls. */
export function stripAnsi(text: string): string {
  return (
    text
      // oxlint-disable-next-line no-control-regex
      .replace(/\u001b(\[[0-?]{0,99}[ -/]{0,9}[@-~]|\][^\u0007\u001b]{0,999}(\u0007|\u001b\\))/g, "")
      .replaceAll("\r", "")
  );
}
