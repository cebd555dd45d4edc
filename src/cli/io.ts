import { text } from "node:stream/consumers";

/** What the command line has of the world around it; handed in, so that tests can hold the other end. */
export interface Io {
  /** Data: what a program downstream reads. */
  out(text: string): void;
  /** Talk: warnings, errors, progress. */
  err(text: string): void;
  stdin(): Promise<string>;
  /** Which of the two is a terminal, and how wide that is. */
  terminal: { out: boolean; err: boolean; columns(): number };
  env: NodeJS.ProcessEnv;
  cwd: string;
  /** Aborted by the first SIGINT or SIGTERM; its reason is the signal's name. */
  signal: AbortSignal;
}

const COLUMNS = 80;

/** The real one. A reader that closes stdout early (`| head`) ends the program without a word. */
export function processIo(): Io {
  const interrupted = new AbortController();
  for (const name of ["SIGINT", "SIGTERM"] as const) {
    process.once(name, () => interrupted.abort(name));
  }
  process.stdout.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") throw error;
    process.exit(0);
  });
  return {
    out: (line) => void process.stdout.write(line),
    err: (line) => void process.stderr.write(line),
    stdin: () => text(process.stdin),
    terminal: {
      out: process.stdout.isTTY === true,
      err: process.stderr.isTTY === true,
      columns: () => process.stderr.columns ?? process.stdout.columns ?? COLUMNS,
    },
    env: process.env,
    cwd: process.cwd(),
    signal: interrupted.signal,
  };
}
