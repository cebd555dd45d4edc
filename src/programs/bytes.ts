/** Bytes from `offset` on, fewer than `length` where the file ends. */
export type ReadBytes = (offset: number, length: number) => Uint8Array;

/** A file that says something else of itself than it holds. */
export class Malformed extends Error {}

/** Numbers and texts out of a file, of one byte order; each getter throws {@link Malformed} past the end of the file. */
export class Fields {
  readonly #read: ReadBytes;
  readonly #little: boolean;

  constructor(read: ReadBytes, little: boolean) {
    this.#read = read;
    this.#little = little;
  }

  /** Exactly these bytes. */
  view(offset: number, length: number): DataView {
    const bytes = Number.isSafeInteger(offset) && offset >= 0 ? this.#read(offset, length) : new Uint8Array();
    if (bytes.length < length) throw new Malformed(`it ends before byte ${offset + length}`);
    return new DataView(bytes.buffer, bytes.byteOffset, length);
  }

  half(view: DataView, at: number): number {
    return view.getUint16(at, this.#little);
  }

  /** Four bytes, or eight where `wide`; eight that no file's offset can be throw. */
  word(view: DataView, at: number, wide: boolean): number {
    if (!wide) return view.getUint32(at, this.#little);
    const value = view.getBigUint64(at, this.#little);
    if (value > BigInt(Number.MAX_SAFE_INTEGER))
      throw new Malformed("it holds a number beyond any file's size");
    return Number(value);
  }

  /** The text that starts there and ends before a zero byte, in at most `limit` bytes. */
  text(offset: number, limit: number): string {
    const bytes = Number.isSafeInteger(offset) && offset >= 0 ? this.#read(offset, limit) : new Uint8Array();
    const end = bytes.indexOf(0);
    if (end === -1) throw new Malformed(`the text at byte ${offset} has no end`);
    return new TextDecoder("utf-8").decode(bytes.subarray(0, end));
  }
}
