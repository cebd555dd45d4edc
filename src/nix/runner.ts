/** What a program is run with; everything is optional. */
export interface RunOptions {
  cwd?: string;
  /** Added to our own environment; undefined takes a variable out. */
  env?: Record<string, string | undefined>;
  /** Written to stdin, which is closed after it; without it stdin is empty. */
  input?: string;
  timeoutMs?: number;
  signal?: AbortSignal;
  /** How many bytes of stdout are taken before the program is stopped. */
  maxBytes?: number;
  /** Called with each line of stderr as it comes, without its line break. */
  onStderrLine?: (line: string) => void;
}

export interface RunResult {
  stdout: string;
  stderr: string;
}

export type Run = (command: string, args: readonly string[], options?: RunOptions) => Promise<RunResult>;

/** Runs a program with these arguments and no shell. Throws ProcessError when it does not end with exit status 0. */
export const run: Run = (command) => Promise.reject(new Error(command));
