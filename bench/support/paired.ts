import { spawnSync } from "node:child_process";
import { cpus, totalmem } from "node:os";

/** Something to time: called once per round, with the round's number. */
export type Timed = (round: number) => void;

/** Milliseconds per round, by name. */
export type Times = Record<string, number[]>;

/**
 * Times several things side by side: in each round all of them once, in an order that turns, so that what else the machine
 * does falls on all alike. The first rounds warm caches and are left out.
 */
export function paired(things: Readonly<Record<string, Timed>>, { rounds = 11, warm = 2 } = {}): Times {
  const names = Object.keys(things);
  const times: Times = Object.fromEntries(names.map((name) => [name, []]));
  for (let round = 0; round < warm + rounds; round++) {
    for (let i = 0; i < names.length; i++) {
      const name = names[(i + round) % names.length]!;
      const start = performance.now();
      things[name]!(round);
      if (round >= warm) times[name]!.push(performance.now() - start);
    }
  }
  return times;
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

/** A Markdown table: name, median, spread, and the ratio to the thing named `to`, taken round by round. */
export function tableOf(times: Times, to: string): string {
  const rows = Object.entries(times).map(([name, values]) => {
    const ratio = median(values.map((value, i) => value / times[to]![i]!));
    const spread = `${Math.min(...values).toFixed(0)}–${Math.max(...values).toFixed(0)}`;
    return `| ${name} | ${median(values).toFixed(0)} | ${spread} | ${ratio.toFixed(2)} |`;
  });
  return [`| | median ms | range | ratio |`, `| --- | ---: | ---: | ---: |`, ...rows, ""].join("\n");
}

/** What it ran on, for the head of a table. */
export function machine(): string {
  const nix = spawnSync("nix", ["--version"], { encoding: "utf8" }).stdout.trim();
  const memory = Math.round(totalmem() / 1024 ** 3);
  return `${cpus().length} × ${cpus()[0]!.model.trim()}, ${memory} GiB, Node ${process.version}, ${nix}`;
}

/** Runs a program, which must succeed, and gives its stdout. */
export function must(command: string, args: readonly string[], env: NodeJS.ProcessEnv): string {
  const { status, stdout, stderr, error } = spawnSync(command, args, {
    encoding: "utf8",
    env,
    maxBuffer: 1 << 28,
  });
  if (error !== undefined) throw error;
  if (status !== 0) throw new Error(`${command} ${args.slice(0, 3).join(" ")}…: ${stderr}`);
  return stdout;
}

/** Settings for benchmarks: no network, no sandbox, nothing of the user's. */
export const NIX_ENV: NodeJS.ProcessEnv = {
  ...process.env,
  NIX_CONFIG: [
    "experimental-features = nix-command flakes",
    "substituters =",
    "sandbox = false",
    "build-users-group =",
    "extra-platforms = x86_64-linux",
  ].join("\n"),
};
