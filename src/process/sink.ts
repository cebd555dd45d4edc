import { StringDecoder } from "node:string_decoder";
import type { Readable } from "node:stream";

/** What a program prints on one of its streams. */
export interface Sink {
  /** All of it so far, read as UTF-8. */
  text(): string;
}

/** Gathers a stream; calls `onOverflow` when it is longer than `maxBytes`, after which the rest is dropped. */
export function collect(stream: Readable, maxBytes: number, onOverflow: () => void): Sink {
  const chunks: Buffer[] = [];
  let bytes = 0;
  stream.on("data", (chunk: Buffer) => {
    bytes += chunk.length;
    if (bytes > maxBytes) onOverflow();
    else chunks.push(chunk);
  });
  return { text: () => Buffer.concat(chunks).toString("utf8") };
}

/** Calls `onLine` with each line of a stream, without its line break; at the stream's end with what is left. */
export function eachLine(stream: Readable, onLine: (line: string) => void): void {
  const decoder = new StringDecoder("utf8");
  let rest = "";
  stream.on("data", (chunk: Buffer) => {
    const lines = (rest + decoder.write(chunk)).split("\n");
    rest = lines.pop() ?? "";
    lines.forEach(onLine);
  });
  stream.on("end", () => {
    rest += decoder.end();
    if (rest !== "") onLine(rest);
  });
}
