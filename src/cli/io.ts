import { text } from "node:stream/consumers";
import { escapeTerminal } from "../base/sanitize.ts";

/**
 * What the command line has of the world around it; handed in, so that tests can hold the other end. What is printed holds
 * text of configurations, so `out` and `err` escape it: this is the one place where that is done for all commands.
 */
export interface Io {
  /** Data: what a program downstream reads. JSON comes from `safeJson`, which has the same value and passes unchanged. */
  out(text: string): void;
  /** Messages: warnings, errors, progress. */
  err(text: string): void;
  /** The same two as they are: for control codes of our own, around text that was escaped. */
  draw: { out(text: string): void; err(text: string): void };
  stdin(): Promise<string>;
  /** Waits until all data is written; what it could not be written for has aborted `signal` then. */
  flushed(): Promise<void>;
  /** Which of the two is a terminal, and how wide that is; as wide as `otherwise` (80) where neither is. */
  terminal: { out: boolean; err: boolean; columns(otherwise?: number): number };
  env: NodeJS.ProcessEnv;
  cwd: string;
  /**
   * Aborted by SIGINT, SIGTERM and SIGHUP, and where stdout can no longer be written. Its reason is the signal's name, `SIGPIPE`
   * where the reader has closed it (`| head`), else the error.
   */
  signal: AbortSignal;
}

const COLUMNS = 80;

export function processIo(cwd: string, interrupted: AbortController): Io {
  process.stdout.on("error", (error: NodeJS.ErrnoException) =>
    interrupted.abort(error.code === "EPIPE" ? "SIGPIPE" : error),
  );
  // A stderr that is closed stops nothing.
  process.stderr.on("error", () => {});
  return {
    out: (lines) => void process.stdout.write(escapeTerminal(lines)),
    err: (lines) => void process.stderr.write(escapeTerminal(lines)),
    draw: {
      out: (lines) => void process.stdout.write(lines),
      err: (lines) => void process.stderr.write(lines),
    },
    stdin: () => text(process.stdin),
    flushed: () => new Promise((resolve) => process.stdout.write("", () => resolve())),
    terminal: {
      out: process.stdout.isTTY === true,
      err: process.stderr.isTTY === true,
      columns: (otherwise = COLUMNS) => process.stderr.columns ?? process.stdout.columns ?? otherwise,
    },
    env: process.env,
    cwd,
    signal: interrupted.signal,
  };
}
