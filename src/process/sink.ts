import type { Readable } from "node:stream";
import { KeptLines, splitLines } from "./kept-lines.ts";

/** Gathers a stream; calls `onOverflow` when it is longer than `maxBytes`, after which the rest is dropped. */
export function collect(stream: Readable, maxBytes: number, onOverflow: () => void): { bytes(): Buffer } {
  const chunks: Buffer[] = [];
  let bytes = 0;
  stream.on("data", (chunk: Buffer) => {
    bytes += chunk.length;
    if (bytes > maxBytes) onOverflow();
    else chunks.push(chunk);
  });
  return { bytes: () => Buffer.concat(chunks) };
}

/**
 * Gathers what a program says line by line, of which only the beginning and the end are kept, and hands each line to `onLine`, without
 * its line break; a long one is cut. Calls `onOverflow` when the stream is longer than `maxBytes`, after which the rest is dropped.
 */
export function collectLines(
  stream: Readable,
  maxBytes: number,
  onOverflow: () => void,
  onLine?: (line: string) => void,
): { text(): string } {
  const kept = new KeptLines();
  const lines = splitLines((line, end) => {
    kept.add(line + end);
    onLine?.(line);
  });
  let bytes = 0;
  stream.on("data", (chunk: Buffer) => {
    bytes += chunk.length;
    if (bytes > maxBytes) onOverflow();
    else lines.push(chunk);
  });
  stream.on("end", lines.end);
  return {
    text() {
      lines.end();
      return kept.text();
    },
  };
}
