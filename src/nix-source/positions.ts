/** Turns indexes of a text into lines and columns, both from 1, the columns in UTF-16 units as editors and SARIF count them. */
export class Positions {
  readonly #text: string;
  readonly #starts: number[];

  constructor(text: string) {
    this.#text = text;
    this.#starts = [0];
    for (let at = text.indexOf("\n"); at !== -1; at = text.indexOf("\n", at + 1)) this.#starts.push(at + 1);
  }

  at(index: number): { line: number; column: number } {
    let low = 0;
    let high = this.#starts.length - 1;
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if (this.#starts[middle]! <= index) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, column: index - this.#starts[low]! + 1 };
  }

  /** Nix counts a column in bytes of UTF-8: the same one in UTF-16 units, from 0. Null where the text has no such line. */
  unitsOf(line: number, byteColumn: number): number | null {
    const start = this.#starts[line - 1];
    if (start === undefined) return null;
    const text = this.#text.slice(start, this.#starts[line] ?? this.#text.length);
    return new TextDecoder().decode(new TextEncoder().encode(text).subarray(0, byteColumn - 1)).length;
  }
}
