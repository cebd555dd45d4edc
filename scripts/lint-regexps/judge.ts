import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { availableParallelism } from "node:os";
import { dirname } from "node:path";
import { Worker } from "node:worker_threads";

/** What recheck says of an expression. */
export interface Verdict {
  status: "safe" | "vulnerable" | "unknown";
  /** The complexity, and a text that shows it. */
  why: string;
}

export interface Expression {
  source: string;
  flags: string;
}

/**
 * How recheck judges. Small expressions are proven by its automata; those for which that takes seconds are attacked with a fixed number
 * of changed texts. All limits but the last are counts, so that each machine says the same.
 */
const PARAMETERS = {
  maxNFASize: 1500,
  randomSeed: 1,
  attackTimeout: null,
  incubationTimeout: null,
  seedingTimeout: null,
  maxIteration: 5,
  timeout: 120_000,
};

export const keyOf = ({ source, flags }: Expression) => `/${source}/${flags}`;

/** Judges expressions, each once; what is safe is kept in `cache` for the next time. */
export async function judge(
  expressions: readonly Expression[],
  cache: string | null,
): Promise<Map<string, Verdict>> {
  const { version } = createRequire(import.meta.url)("recheck/package.json") as { version: string };
  const maker = JSON.stringify([version, PARAMETERS]);
  const known = new Set(cache === null ? [] : kept(cache, maker));
  const verdicts = new Map<string, Verdict>();
  const left = new Map(expressions.map((each) => [keyOf(each), each]));
  for (const key of known) if (left.delete(key)) verdicts.set(key, { status: "safe", why: "" });
  // The large ones first, so that no thread is left alone with one at the end.
  const queue = [...left].toSorted(([, one], [, other]) => other.source.length - one.source.length);
  const threads = Math.min(availableParallelism(), 8, queue.length);
  await Promise.all(Array.from({ length: threads }, () => drain(queue, verdicts)));
  if (cache !== null) keep(cache, maker, verdicts);
  return verdicts;
}

function drain(queue: [string, Expression][], verdicts: Map<string, Verdict>): Promise<void> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL("worker.mjs", import.meta.url));
    let key = "";
    const next = () => {
      const task = queue.shift();
      if (task === undefined) return void worker.terminate().then(() => resolve());
      key = task[0];
      worker.postMessage({ ...task[1], parameters: PARAMETERS });
    };
    worker.on("error", reject);
    worker.on("message", (verdict: Verdict) => {
      verdicts.set(key, verdict);
      next();
    });
    next();
  });
}

function kept(cache: string, maker: string): string[] {
  try {
    const stored = JSON.parse(readFileSync(cache, "utf8")) as { maker: string; safe: string[] };
    return stored.maker === maker ? stored.safe : [];
  } catch {
    return [];
  }
}

function keep(cache: string, maker: string, verdicts: ReadonlyMap<string, Verdict>): void {
  const safe = [...verdicts].flatMap(([key, { status }]) => (status === "safe" ? [key] : []));
  mkdirSync(dirname(cache), { recursive: true });
  writeFileSync(cache, JSON.stringify({ maker, safe }));
}
