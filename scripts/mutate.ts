/**
 * Seeds faults and counts those that the unit tests notice: `npm run mutate [-- --count 100 --seed HASH --area NAME… --jobs N]`.
 * The seed is the commit's hash by default. Works in copies of the tree, never in the tree. scripts/mutate/operators.ts lists the
 * kinds of faults, scripts/mutate/equivalents.json those that change nothing, each with the reason: at most 10, named by file,
 * the line's text and the replacement. Exits with 1 where fewer than 85 % of the rest are noticed.
 */
import { spawn, spawnSync, type ChildProcess } from "node:child_process";
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import fastGlob from "fast-glob";
import { choose } from "./mutate/choose.ts";
import { dependentsIn } from "./mutate/dependents.ts";
import equivalents from "./mutate/equivalents.json" with { type: "json" };
import { mutationsOf, type Mutation } from "./mutate/operators.ts";

const AREAS: Record<string, string> = {
  rules: "src/features/audit/rules",
  analysis: "src/features/audit/analysis",
  systemd: "src/systemd",
  "drop-in": "src/drop-in",
};
const GOAL = 0.85;
const MOST_EQUIVALENTS = 10;
/** Of a mutant that never ends. */
const TIMEOUT_MS = 300_000;

const root = join(import.meta.dirname, "..");
const git = (...args: string[]) => spawnSync("git", args, { cwd: root, encoding: "utf8" }).stdout;
const { values } = parseArgs({
  options: {
    count: { type: "string", default: "100" },
    seed: { type: "string", default: git("rev-parse", "HEAD").trim() },
    area: { type: "string", multiple: true, default: Object.keys(AREAS) },
    jobs: { type: "string", default: "2" },
  },
});

interface Equivalent {
  file: string;
  line: string;
  replacement: string;
  reason: string;
}
const known = equivalents as Equivalent[];
if (known.length > MOST_EQUIVALENTS) throw new Error(`more than ${MOST_EQUIVALENTS} equivalent mutants`);

/** As they are at the start: the tree may change while this runs. */
const texts = new Map<string, string>();
const textOf = (file: string) => texts.get(file)!;
const areas = values.area.map((name) => {
  const directory = AREAS[name];
  if (directory === undefined) throw new Error(`--area is one of ${Object.keys(AREAS).join(", ")}`);
  const files = fastGlob.sync(`${directory}/**/*.ts`, { cwd: root }).toSorted();
  for (const file of files) texts.set(file, readFileSync(join(root, file), "utf8"));
  return files.flatMap((file) => mutationsOf(file, textOf(file)));
});
const chosen = choose(areas, Number(values.count), values.seed);
const dependents = dependentsIn(root);
const scratch = mkdtempSync(join(tmpdir(), "confined-units-mutants-"));
const running = new Set<ChildProcess>();
process.once("exit", () => {
  for (const child of running) child.kill("SIGKILL");
  rmSync(scratch, { recursive: true, force: true });
});
for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => process.exit(130));

const started = performance.now();
const copies = Array.from({ length: Number(values.jobs) }, (_, at) => copyTree(join(scratch, String(at))));
const needed = [...new Set(chosen.flatMap(({ file }) => dependents(file)))];
if (needed.length > 0 && (await runTests(copies[0]!, needed)) !== 0) {
  print("the unit tests fail without any fault: npm run test:unit");
  process.exit(2);
}

const sum = { killed: 0, survived: 0, equivalent: 0 };
const queue = [...chosen];
await Promise.all(
  copies.map(async (copy) => {
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) await judge(copy, next);
  }),
);
const rest = sum.killed + sum.survived;
const share = rest === 0 ? 1 : sum.killed / rest;
const seconds = Math.round((performance.now() - started) / 1000);
print(`\nseed ${values.seed}, ${chosen.length} mutations in ${seconds} s, ${sum.equivalent} equivalent`);
print(`${sum.killed} killed, ${sum.survived} survived: ${(100 * share).toFixed(1)} %`);
process.exitCode = share >= GOAL ? 0 : 1;

async function judge(copy: string, mutation: Mutation): Promise<void> {
  const { file, line, start, end, replacement, operator } = mutation;
  const text = textOf(file);
  const written = text.split("\n")[line - 1]!.trim();
  const what = `${file}:${line} ${operator}: ${short(text.slice(start, end))} → ${short(replacement)}`;
  const equivalent = known.find(
    (each) => each.file === file && each.line === written && each.replacement === replacement,
  );
  if (equivalent !== undefined) {
    sum.equivalent += 1;
    return print(`equivalent  ${what} (${equivalent.reason})`);
  }
  const place = join(copy, file);
  writeFileSync(place, text.slice(0, start) + replacement + text.slice(end));
  const status = await runTests(copy, dependents(file));
  writeFileSync(place, text);
  sum[status === 0 ? "survived" : "killed"] += 1;
  print(`${status === 0 ? "SURVIVED  " : "killed    "}  ${what}`);
}

/** The exit status of the unit driver, null for one that never ended; where no test imports the file, nothing is noticed. */
function runTests(copy: string, tests: readonly string[]): Promise<number | null> {
  if (tests.length === 0) return Promise.resolve(0);
  return new Promise((resolve, reject) => {
    const args = ["--import", import.meta.resolve("tsx"), "scripts/test-unit.ts", "--bail", ...tests];
    const child = spawn(process.execPath, args, {
      cwd: copy,
      stdio: "ignore",
      timeout: TIMEOUT_MS,
      killSignal: "SIGKILL",
    });
    running.add(child);
    child.once("error", reject);
    child.once("close", (status) => {
      running.delete(child);
      resolve(status);
    });
  });
}

/** What Git knows of the tree, as it is in it now. */
function copyTree(copy: string): string {
  for (const file of git("ls-files", "-z", "--cached", "--others", "--exclude-standard").split("\0")) {
    if (file === "" || !existsSync(join(root, file))) continue;
    cpSync(join(root, file), join(copy, file), { recursive: true });
  }
  for (const linked of ["node_modules", "dist"]) symlinkSync(join(root, linked), join(copy, linked));
  return copy;
}

function short(text: string): string {
  const line = JSON.stringify(text.replaceAll(/\s+/g, " "));
  return line.length > 70 ? `${line.slice(0, 66)}…"` : line;
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
