/** One line of words.txt. */
export interface Word {
  pattern: RegExp;
  better: string;
}

export interface FoundWord {
  /** Counts from 1. */
  line: number;
  /** As it is written, with an identifier split into its words. */
  text: string;
  better: string;
}

/** Reads `PATTERN => BETTER` lines; `#` begins a comment. Throws for any other line. */
export function readWords(text: string): Word[] {
  return text
    .split("\n")
    .filter((line) => line.trim() !== "" && !line.startsWith("#"))
    .map((line) => {
      const [pattern, better] = line.split(" => ");
      if (pattern === undefined || better === undefined) throw new Error(`not PATTERN => BETTER: ${line}`);
      return { pattern: new RegExp(String.raw`\b(?:${pattern.replaceAll(" ", GAP)})\b`, "gi"), better };
    });
}

/** Words in a row may be in two lines of text, of a comment, or of a quotation. */
const GAP = String.raw`(?:[ \t]+|[ \t]*\n[ \t]*(?:\*|//|#|>)?[ \t]*)`;

/** Where a text has one of these words, in order of their lines. */
export function findWords(text: string, words: readonly Word[]): FoundWord[] {
  const split = splitIdentifiers(text);
  return words
    .flatMap(({ pattern, better }) =>
      [...split.matchAll(pattern)].map((found) => ({
        line: split.slice(0, found.index).split("\n").length,
        text: found[0].replaceAll(/\s+/g, " "),
        better,
      })),
    )
    .toSorted((a, b) => a.line - b.line);
}

/** `mendServices`, `MEND_ALL` and `HTMLMend` as words with blanks between them; line breaks stay. */
function splitIdentifiers(text: string): string {
  return text
    .replaceAll(/([a-z0-9])([A-Z])/g, "$1 $2")
    .replaceAll(/([A-Z])([A-Z][a-z])/g, "$1 $2")
    .replaceAll("_", " ");
}
