/**
 * What a backslash means in a line of a unit:
 *  - `c`: an escape of C, and one that is none ends the line;
 *  - `c-or-literal`: one that is none stays as it is;
 *  - `plain`: `\x` is x;
 *  - `keep`: nothing; it stays for another reading of the same text.
 */
export type Escapes = "c" | "c-or-literal" | "plain" | "keep";

const CONTROL: Record<string, string> = {
  a: "\u0007",
  b: "\b",
  f: "\f",
  n: "\n",
  r: "\r",
  s: " ",
  t: "\t",
  v: "\v",
  "\\": "\\",
  '"': '"',
  "'": "'",
};

/** Escapes by number: systemd.syntax(7), table "Supported escapes". */
const NUMBERS: readonly { pattern: RegExp; base: number; isByte: boolean }[] = [
  { pattern: /x([\da-fA-F]{2})/y, base: 16, isByte: true },
  { pattern: /([0-7]{3})/y, base: 8, isByte: true },
  { pattern: /u([\da-fA-F]{4})/y, base: 16, isByte: false },
  { pattern: /U([\da-fA-F]{8})/y, base: 16, isByte: false },
];

const MAX_BYTE = 0xff;
const MAX_CODE_POINT = 0x10ffff;

/**
 * What is escaped by a backslash before an index, and where to go on. Parts that are numbers are bytes of UTF-8. `separators` can be
 * escaped like any character that means something. Null for what is not an escape, and for a backslash at the end.
 */
export function unescapeAt(
  text: string,
  at: number,
  escapes: Escapes,
  separators = "",
): { parts: (string | number)[]; next: number } | null {
  const character = text[at];
  if (escapes === "plain") return character === undefined ? null : { parts: [character], next: at + 1 };
  if (escapes === "keep") return { parts: ["\\"], next: at };
  const plain = character === undefined ? undefined : CONTROL[character];
  if (plain !== undefined) return { parts: [plain], next: at + 1 };
  const number = numberAt(text, at);
  if (number !== null || character === undefined) return number;
  if (separators.includes(character)) return { parts: [character], next: at + 1 };
  return escapes === "c" ? null : { parts: ["\\", character], next: at + 1 };
}

function numberAt(text: string, at: number): { parts: (string | number)[]; next: number } | null {
  for (const { pattern, base, isByte } of NUMBERS) {
    pattern.lastIndex = at;
    const digits = pattern.exec(text)?.[1];
    if (digits === undefined) continue;
    const code = Number.parseInt(digits, base);
    // NUL would end the text.
    if (code === 0 || code > (isByte ? MAX_BYTE : MAX_CODE_POINT)) return null;
    return { parts: [isByte && code > 0x7f ? code : String.fromCodePoint(code)], next: pattern.lastIndex };
  }
  return null;
}
