import type { Confidence } from "../manifest/place.ts";
import type { ShellPath } from "../programs/shell.ts";
import { textOf, type Word } from "./words.ts";

/** Commands whose arguments are patterns, programs or messages more often than paths. */
const TEXTUAL = new Set([
  ..."sed grep egrep fgrep awk gawk perl tr expr echo printf jq cut : true [ [[ test die log".split(" "),
  // It succeeds where there is nothing to remove.
  "rm -f",
]);

/** Paths that the shell handles itself: no file is opened under this name. */
const OF_THE_SHELL = /^\/dev\/(?:tcp|udp)\//;

/** The absolute path in a redirection's target or in an argument, be it behind `--option=`; null: there is none. */
export function pathIn(
  word: Word,
  use: ShellPath["use"],
  command: string | null,
): Pick<ShellPath, "path" | "use" | "confidence"> | null {
  const text = textOf(word);
  if (text === null) return null;
  const [, option, path] = /^(-{1,2}[A-Za-z0-9][\w-]*=)?(\/[\s\S]*)$/.exec(text) ?? [];
  if (path === undefined || path.length > 4096 || OF_THE_SHELL.test(path) || /^\/*$/.test(path)) return null;
  const certain = withoutPattern(path);
  if (certain === "/") return null;
  return { path: certain, use, confidence: confidence(path, use, option, command, word) };
}

/** Of a pattern only the directory above it is certain to be looked at. */
function withoutPattern(path: string): string {
  const at = path.search(/[*?[]/);
  return at === -1 ? path : path.slice(0, Math.max(path.lastIndexOf("/", at), 1));
}

function confidence(
  path: string,
  use: ShellPath["use"],
  option: string | undefined,
  command: string | null,
  { substituted }: Word,
): Confidence {
  if (command === "for") return "medium";
  if (use === "argument" && (TEXTUAL.has(command ?? "") || /[\s*?[\]{}();|<>$^]/.test(path))) return "low";
  return substituted || option !== undefined || use === "argument" ? "medium" : "high";
}
