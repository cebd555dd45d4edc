/**
 * Reads changed inputs for longer than the tests do: `npm run fuzz -- [TARGET…] [--seconds N] [--seed N] [--run N]`, a
 * minute for all targets where nothing else is said. Exits with 1 where a run went wrong or came to no end; what is
 * printed then gives that run again.
 */
import { fork } from "node:child_process";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { again, FuzzFailure, fuzzOnce } from "../tests/integration/fuzz/engine.ts";
import { TARGETS } from "../tests/integration/fuzz/targets.ts";

const NAMES = TARGETS.map(({ name }) => name);

/** No single input takes so long, on any machine. */
const STALLED_MS = 20_000;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { seconds: { type: "string" }, seed: { type: "string" }, run: { type: "string" } },
});
const names = positionals.length === 0 ? NAMES : positionals;
const unknown = names.find((name) => !NAMES.includes(name));
const seed = Number(values.seed ?? Math.floor(Math.random() * 2 ** 31));
const first = Number(values.run ?? 0);
const seconds = values.run === undefined ? Number(values.seconds ?? 60) / names.length : 0;
if (process.send !== undefined) work(names[0]!);
else if (unknown === undefined) process.exitCode = await watchAll();
else {
  print(`there is no target ${unknown}: there are ${NAMES.join(", ")}`);
  process.exitCode = 2;
}

/** In a process of its own, which can be ended in the middle of a run: says which run begins, and at last what went wrong. */
function work(name: string): void {
  const target = TARGETS.find((each) => each.name === name)!;
  const until = Date.now() + seconds * 1000;
  const next = (run: number) =>
    process.send!(run, () => {
      try {
        fuzzOnce(target, seed, run);
      } catch (error) {
        if (!(error instanceof FuzzFailure)) throw error;
        process.send!(error.message, () => process.disconnect());
        return;
      }
      if (Date.now() < until) next(run + 1);
      else process.disconnect();
    });
  next(first);
}

async function watchAll(): Promise<number> {
  let failed = 0;
  for (const name of names) {
    const { runs, problem } = await watch(name);
    print(`${problem === null ? "ok  " : "FAIL"} ${name}, seed ${seed}: ${runs} runs`);
    if (problem === null) continue;
    failed++;
    print(problem);
  }
  return failed === 0 ? 0 : 1;
}

function watch(name: string): Promise<{ runs: number; problem: string | null }> {
  const options = [
    `--seconds=${seconds}`,
    `--seed=${seed}`,
    ...(values.run === undefined ? [] : [`--run=${first}`]),
  ];
  const worker = fork(fileURLToPath(import.meta.url), [name, ...options]);
  let run = first;
  let problem: string | null = null;
  const stalled = () => {
    problem = `${again(name, seed, run)}\nthis run comes to no end`;
    worker.kill("SIGKILL");
  };
  let timer = setTimeout(stalled, STALLED_MS);
  worker.on("message", (message: number | string) => {
    clearTimeout(timer);
    timer = setTimeout(stalled, STALLED_MS);
    if (typeof message === "number") run = message;
    else problem = message;
  });
  return new Promise((resolve) => {
    worker.on("close", (code) => {
      clearTimeout(timer);
      if (code !== 0) problem ??= `${again(name, seed, run)}\nthe process ended with ${code}`;
      resolve({ runs: run - first + 1, problem });
    });
  });
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
