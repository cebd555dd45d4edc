import type { Json } from "../base/json.ts";
import { stringsOf } from "./lines.ts";
import { problemOfPath, simplifyPath } from "./path.ts";
import { unknownSpecifier, withSpecifiers } from "./specifiers.ts";
import { wordAt, type Splitting, type Word } from "./words.ts";

export const BIND_OPTIONS = ["BindPaths", "BindReadOnlyPaths"] as const;
export type BindOption = (typeof BIND_OPTIONS)[number];

/** One element of `BindPaths` or `BindReadOnlyPaths`. */
export interface BindLine {
  option: BindOption;
  /** As it stands in the setting. */
  text: string;
  source: string;
  target: string;
  /** Left out where the source is missing. */
  optional: boolean;
  /** With the mounts below the source. */
  recursive: boolean;
}

/** An element that systemd ignores with a warning, and starts the service without. */
export interface IgnoredBind {
  option: BindOption;
  text: string;
  /** The end of a sentence about it. */
  problem: string;
}

export interface Binds {
  binds: BindLine[];
  ignored: IgnoredBind[];
}

/**
 * What a service binds itself. An empty line of either setting takes back what both have bound before, for they are one list;
 * NixOS writes settings in the order of their names. `service` is the unit's name without `.service`.
 */
export function readBinds(settings: Record<string, Json>, service: string): Binds {
  const all: Binds = { binds: [], ignored: [] };
  for (const option of BIND_OPTIONS)
    for (const line of stringsOf(settings[option])) {
      if (line.trim() === "") all.binds = [];
      const { binds, ignored } = parseBindLine(option, line, service);
      all.binds.push(...binds);
      all.ignored.push(...ignored);
    }
  return all;
}

/** Only `\` and quotes keep a colon from being one that separates. */
const PARTS: Splitting = { escapes: "plain", separators: ": \t\n\r", eachEnds: true };
const OPTIONS: Splitting = { escapes: "plain" };

/**
 * Reads `[-]SOURCE[:TARGET[:OPTIONS]] …` as systemd does (systemd.exec(5), measured with 252): a part that is not a path is ignored alone,
 * so that `:/x` binds /x.
 */
export function parseBindLine(option: BindOption, line: string, service: string): Binds {
  const text = line.trim();
  const found: Binds = { binds: [], ignored: [] };
  for (let at: number | null = text === "" ? null : 0; at !== null;) {
    const read: OneBind | null = bindAt(text, at, service);
    if (read === null) {
      found.ignored.push({ option, text: text.slice(at), problem: "has a quote that is not closed" });
      break;
    }
    const own = { option, text: text.slice(at, read.end) };
    if (read.bind !== null) found.binds.push({ ...own, ...read.bind });
    // Between two blanks stands an empty element: systemd warns of it, and it changes nothing.
    else if (own.text !== "" || text[read.end] === ":")
      found.ignored.push({ option, text: own.text || ":", problem: read.problem });
    at = read.next;
  }
  return found;
}

interface OneBind extends Pick<Word, "end" | "next"> {
  bind: Pick<BindLine, "source" | "target" | "optional" | "recursive"> | null;
  problem: string;
}

/** One element from an index on; null where it cannot be read. */
function bindAt(text: string, at: number, service: string): OneBind | null {
  const first = partAt(text, at);
  if (first === null) return null;
  const whole = withSpecifiers(first.text, service);
  const optional = whole.startsWith("-");
  const source = optional ? whole.slice(1) : whole;
  let word = first;
  const refused = (problem: string): OneBind => ({ ...word, bind: null, problem });
  const bad = problemOf(first.text) ?? problemOfPath(source);
  if (bad !== null) return refused(bad);
  let target = source;
  let recursive = true;
  if (isBehindColon(text, word)) {
    const second = partAt(text, word.next!);
    if (second === null) return null;
    word = second;
    target = withSpecifiers(second.text, service);
    const wrong = problemOf(second.text) ?? problemOfPath(target);
    if (wrong !== null) return refused(wrong);
    if (isBehindColon(text, word)) {
      const third = wordAt(text, word.next!, OPTIONS);
      if (third === "invalid") return null;
      // Nothing behind the second colon: the usual options.
      word = third ?? { ...word, next: null };
      const options = third?.text ?? "";
      if (!["", "rbind", "norbind"].includes(options))
        return refused(`has the option ${JSON.stringify(options)}, which systemd does not know`);
      recursive = options !== "norbind";
    }
  }
  return {
    ...word,
    bind: { source: simplifyPath(source), target: simplifyPath(target), optional, recursive },
    problem: "",
  };
}

function problemOf(text: string): string | null {
  const unknown = unknownSpecifier(text);
  return unknown === null ? null : `has ${unknown}, which is not a specifier`;
}

function partAt(text: string, at: number): Word | null {
  const word = wordAt(text, at, PARTS);
  return word === "invalid" ? null : word;
}

const isBehindColon = (text: string, { end, next }: Word) => next !== null && text[end] === ":";

/**
 * A path as one word of `BindPaths=` and its like: `%` doubled, since it would begin a specifier, and a backslash before
 * what would end the word or quote it (systemd.unit(5), "Specifiers"; systemd.syntax(7), "Quoting"). A path with a
 * control character cannot be written at all: callers refuse it.
 */
export function escapeBindPath(path: string): string {
  return path.replaceAll("%", "%%").replace(/[\s:"'\\]/g, "\\$&");
}
