/**
 * Measures how long the program takes to start, against Node itself: `node --import tsx bench/start.ts`, after
 * `npm run build`. Each is run in turn, so that a busy moment meets all of them; the median of 41 counts.
 */
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";

const program = fileURLToPath(new URL("../dist/cli.js", import.meta.url));
const RUNS = 41;

const commands: [string, string[], number | null][] = [
  ["node -e 0", ["-e", "0"], null],
  ["--version", [program, "--version"], 1.5],
  ["--help", [program, "--help"], 4],
  ["list --help", [program, "list", "--help"], 4],
];

const times = commands.map((): number[] => []);
for (let i = 0; i < RUNS; i++) {
  commands.forEach(([, args], which) => {
    const start = performance.now();
    const { status } = spawnSync(process.execPath, args, { stdio: "ignore" });
    if (status !== 0) throw new Error(`${args.join(" ")} ended with ${status}`);
    times[which]!.push(performance.now() - start);
  });
}

const median = (values: number[]) => values.toSorted((a, b) => a - b)[values.length >> 1]!;
const bare = median(times[0]!);
commands.forEach(([name, , most], which) => {
  const own = median(times[which]!);
  const ratio = (own / bare).toFixed(2);
  const limit = most === null ? "" : `  (at most ${most})`;
  process.stdout.write(`${name.padEnd(12)} ${own.toFixed(0).padStart(4)} ms  ${ratio}${limit}\n`);
});
