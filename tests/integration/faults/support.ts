import { spawn, spawnSync, type ChildProcess } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { bundled } from "../../support/dist.ts";
import { nixEnvironment } from "../../support/nix.ts";

const CLI = bundled("cli.cjs");

/** A directory of its own for a test file, removed at the end; TMPDIR of what is run in it, so that nothing it leaves is missed. */
export const DIRECTORY = realpathSync(mkdtempSync(join(tmpdir(), "confined-units-faults-")));
process.once("exit", () => rmSync(DIRECTORY, { recursive: true, force: true }));

export interface Ended {
  code: number | null;
  stdout: string;
  stderr: string;
}

/** Another directory for the store, so other paths, and nothing of the machine's is seen. */
export const STORE: NodeJS.ProcessEnv = {
  ...Object.fromEntries(
    Object.entries({ STORE_DIR: "store", STATE_DIR: "var", LOG_DIR: "log" }).map(([name, directory]) => [
      `NIX_${name}`,
      join(DIRECTORY, "nix", directory),
    ]),
  ),
  NIX_REMOTE: "local",
};

/** Longer than anything here takes on a busy machine: what has not ended by then hangs. */
const HANGS_MS = 120_000;

const environment = (more: NodeJS.ProcessEnv = {}): NodeJS.ProcessEnv => ({
  ...nixEnvironment(),
  TMPDIR: DIRECTORY,
  ...more,
});

/** Runs the command line to its end. A hang is a failure. */
export function cli(args: readonly string[], { cwd = DIRECTORY, env = {} as NodeJS.ProcessEnv } = {}): Ended {
  return ended([process.execPath, CLI, ...args], { cwd, env });
}

/** Runs a shell script in which `$CLI` is the command line. */
export function shell(script: string, env: NodeJS.ProcessEnv = {}): Ended {
  const program = `'${process.execPath}' '${CLI}'`;
  return ended(["bash", "-c", script.replaceAll("$CLI", program)], { cwd: DIRECTORY, env });
}

function ended([command, ...args]: string[], options: { cwd: string; env: NodeJS.ProcessEnv }): Ended {
  const { status, signal, stdout, stderr, error } = spawnSync(command!, args, {
    cwd: options.cwd,
    encoding: "utf8",
    env: environment(options.env),
    maxBuffer: 512 * 1024 * 1024,
    timeout: HANGS_MS,
    killSignal: "SIGKILL",
  });
  if (error !== undefined) throw error;
  if (signal !== null) throw new Error(`ended by ${signal}`);
  return { code: status, stdout, stderr };
}

/** A run that goes on while the test does something to it. */
export function begin(args: readonly string[], env: NodeJS.ProcessEnv = {}) {
  const child = spawn(process.execPath, [CLI, ...args], {
    cwd: DIRECTORY,
    env: environment(env),
    stdio: ["ignore", "pipe", "pipe"],
  });
  const printed = { stdout: "", stderr: "" };
  child.stdout.on("data", (chunk) => (printed.stdout += String(chunk)));
  child.stderr.on("data", (chunk) => (printed.stderr += String(chunk)));
  const end = new Promise<Ended>((resolve) => child.once("close", (code) => resolve({ code, ...printed })));
  return {
    child,
    /** Throws where it hangs. */
    async end(): Promise<Ended> {
      const timer = setTimeout(() => child.kill("SIGTERM"), HANGS_MS);
      const outcome = await end;
      clearTimeout(timer);
      if (outcome.code === null) throw new Error(`ended by ${String(child.signalCode)}`);
      return outcome;
    },
  };
}

/** Processes whose command line holds `word`, but for the program itself. */
function processesWith(word: string | RegExp, except?: ChildProcess): number[] {
  const has = (line: string) => (typeof word === "string" ? line.includes(word) : word.test(line));
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid && Number(name) !== except?.pid)
    .filter((pid) => has(commandLine(pid)))
    .map(Number);
}

function commandLine(pid: string): string {
  try {
    // A zombie has none.
    return readFileSync(`/proc/${pid}/cmdline`, "utf8");
  } catch {
    return "";
  }
}

/** Waits for a process with `word` in its command line, and gives its id. */
export async function processWith(word: string | RegExp, except?: ChildProcess): Promise<number> {
  for (let left = HANGS_MS; left > 0; left -= 20) {
    const [found] = processesWith(word, except);
    if (found !== undefined) return found;
    await sleep(20);
  }
  throw new Error(`no process with ${String(word)} appeared`);
}

/** What the kernel has killed may be there for another moment. */
export async function noneWith(word: string): Promise<void> {
  for (let left = HANGS_MS; left > 0; left -= 20) {
    if (processesWith(word).length === 0) return;
    await sleep(20);
  }
  throw new Error(
    `left behind: ${processesWith(word)
      .map((pid) => commandLine(String(pid)))
      .join(", ")}`,
  );
}

/** Names in the tests' directory that a run has left behind: scratch directories and half-written output. */
export function leftovers(directory = DIRECTORY): string[] {
  return readdirSync(directory).filter((name) => /^confined-units-|\.new-/.test(name));
}

/** Manifest of one host with these services; nothing of it has to be built. */
export function manifestOf(services: readonly { name: string; text?: string }[]): string {
  return JSON.stringify({
    schema: 1,
    depth: "lean",
    system: null,
    declaredDialect: "2024",
    nodejs: null,
    scripts: {},
    services: services.map(({ name, text }) => ({
      name,
      pathSafeName: name,
      confinement: {
        enable: true,
        mode: "full-apivfs",
        fullUnit: false,
        binSh: null,
        packages: text === undefined ? [] : [text],
        packageKinds: text === undefined ? [] : ["string"],
      },
      packageText: text ?? "",
      context: {},
      settings: { PrivateTmp: true, RootDirectory: null },
      reference: null,
    })),
  });
}
