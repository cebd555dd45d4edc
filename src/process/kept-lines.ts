const LINE_BREAK = 0x0a;

/** A longer line is cut: one message of Nix is one line, with all that it quotes. */
export const MAX_LINE = 1024 * 1024;

/** What is kept of all lines: in front what went wrong first, at the end what Nix has to say of it. Characters. */
export const KEPT = { first: 1024 * 1024, last: 4 * 1024 * 1024 };

/**
 * Takes a stream of bytes apart into lines of UTF-8. Each byte is looked at and copied a fixed number of times, however long a line is
 * and however it is divided. `end` is the line break, or empty for a last line that has none.
 */
export function splitLines(onLine: (line: string, end: "\n" | "") => void): {
  push(chunk: Buffer): void;
  end(): void;
} {
  let pieces: Buffer[] = [];
  let held = 0;
  let dropped = 0;
  const hold = (bytes: Buffer) => {
    const fits = bytes.subarray(0, MAX_LINE - held);
    if (fits.length > 0) pieces.push(fits);
    held += fits.length;
    dropped += bytes.length - fits.length;
  };
  const finish = (end: "\n" | "") => {
    const line = Buffer.concat(pieces).toString("utf8");
    const cut = dropped === 0 ? "" : ` … (${dropped} bytes more)`;
    pieces = [];
    held = 0;
    dropped = 0;
    onLine(line + cut, end);
  };
  return {
    push(chunk) {
      let start = 0;
      for (let at = chunk.indexOf(LINE_BREAK); at !== -1; at = chunk.indexOf(LINE_BREAK, start)) {
        hold(chunk.subarray(start, at));
        finish("\n");
        start = at + 1;
      }
      hold(chunk.subarray(start));
    },
    end() {
      if (held > 0) finish("");
    },
  };
}

/** A text of at most so many characters. */
export function cutText(text: string, most: number): string {
  return text.length <= most ? text : `${text.slice(0, most)} … (cut here)`;
}

const LONGEST_SENTENCE = 2000;

/** A line of a program's as the message of an error. */
export function sentenceOf(line: string): string {
  return cutText(line.trim(), LONGEST_SENTENCE);
}

/** The first and the last lines of many. */
export class KeptLines {
  readonly #first: string[] = [];
  #room = KEPT.first;
  /** Those before `#begin` are no longer kept. */
  #last: string[] = [];
  #begin = 0;
  #length = 0;
  #dropped = 0;

  add(line: string): void {
    // The first line that does not fit ends the beginning.
    this.#room -= line.length;
    if (this.#room >= 0) {
      this.#first.push(line);
      return;
    }
    this.#room = -1;
    this.#last.push(line);
    this.#length += line.length;
    while (this.#length > KEPT.last) this.#drop();
    // So that what is dropped does not stay in memory, and moving costs less than what came in.
    if (this.#begin > this.#last.length / 2) {
      this.#last = this.#last.slice(this.#begin);
      this.#begin = 0;
    }
  }

  text(): string {
    const gap = this.#dropped === 0 ? "" : `… (${this.#dropped} lines are left out here)\n`;
    return this.#first.join("") + gap + this.#last.slice(this.#begin).join("");
  }

  #drop(): void {
    this.#length -= this.#last[this.#begin]!.length;
    this.#begin++;
    this.#dropped++;
  }
}
