import { unescapeAt, type Escapes } from "./escapes.ts";

/** How a text is split, which differs from setting to setting. */
export interface Splitting {
  escapes: Escapes;
  /** Whether quotes are to be removed; true by default. */
  quotes?: boolean;
  /** What stands between words; blanks by default. With the escapes of C, a backslash before one makes it a part of the word. */
  separators?: string;
  /** Whether each separator ends a word, so that there are empty ones between two. */
  eachEnds?: boolean;
}

/** One word of a text. */
export interface Word {
  /** Without quotes and escapes. */
  text: string;
  /** Where it stands in the text, quotes included. */
  start: number;
  end: number;
  /** Where to go on; null behind the last one. */
  next: number | null;
}

const WHITESPACE = " \t\n\r";

/**
 * The next word from an index on: quotes may begin and end anywhere in it (systemd.syntax(7), "Quoting"). Null where there is none;
 * "invalid" where a quote is not closed or an escape is none.
 */
export function wordAt(text: string, from: number, splitting: Splitting): Word | null | "invalid" {
  const { escapes, quotes = true, separators = WHITESPACE, eachEnds = false } = splitting;
  let at = from;
  if (!eachEnds) while (at < text.length && separators.includes(text[at]!)) at++;
  if (at >= text.length && !eachEnds) return null;
  const start = at;
  const parts: (string | number)[] = [];
  let quote = "";
  while (at < text.length) {
    const character = text[at]!;
    if (character === "\\") {
      const escape = unescapeAt(text, at + 1, escapes, separators);
      if (escape === null) return "invalid";
      parts.push(...escape.parts);
      at = escape.next;
    } else if (quote !== "") {
      if (character === quote) quote = "";
      else parts.push(character);
      at++;
    } else if (separators.includes(character)) {
      break;
    } else {
      if (quotes && (character === '"' || character === "'")) quote = character;
      else parts.push(character);
      at++;
    }
  }
  if (quote !== "") return "invalid";
  const end = at;
  const isLast = at >= text.length;
  if (eachEnds) at++;
  else while (at < text.length && separators.includes(text[at]!)) at++;
  return { text: joined(parts), start, end, next: isLast || (at >= text.length && !eachEnds) ? null : at };
}

/** All words up to the end, or up to what cannot be read: systemd ignores a line from there on, and `isWhole` is false. */
export function wordsOf(text: string, splitting: Splitting): { words: Word[]; isWhole: boolean } {
  const words: Word[] = [];
  let at: number | null = 0;
  while (at !== null) {
    const word: ReturnType<typeof wordAt> = wordAt(text, at, splitting);
    if (word === "invalid") return { words, isWhole: false };
    if (word === null) break;
    words.push(word);
    at = word.next;
  }
  return { words, isWhole: true };
}

/** The words of a line in which only quotes and `\x` for x mean something: lists of paths, of names, of users. */
export const splitWords = (line: string): string[] =>
  wordsOf(line, { escapes: "plain" }).words.map(({ text }) => text);

/** The words of a line that has the escapes of C: `Environment=`. */
export const splitEscapedWords = (line: string): string[] =>
  wordsOf(line, { escapes: "c" }).words.map(({ text }) => text);

/** Characters, and bytes of escapes, which may be parts of one character. */
function joined(parts: readonly (string | number)[]): string {
  if (parts.every((part) => typeof part === "string")) return parts.join("");
  const encoder = new TextEncoder();
  const bytes: number[] = [];
  for (const part of runsOf(parts))
    if (typeof part === "number") bytes.push(part);
    else bytes.push(...encoder.encode(part));
  return new TextDecoder().decode(Uint8Array.from(bytes));
}

/** Neighbouring texts as one, so that the halves of a surrogate pair stay together. */
function runsOf(parts: readonly (string | number)[]): (string | number)[] {
  const runs: (string | number)[] = [];
  for (const part of parts) {
    const last = runs.at(-1);
    if (typeof part === "string" && typeof last === "string") runs[runs.length - 1] = last + part;
    else runs.push(part);
  }
  return runs;
}
