import { spawnSync } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { nixEnvironment } from "../../support/nix.ts";
import { root } from "../../support/run.ts";

/** Where the recorded sessions lie. */
export const TRANSCRIPTS = join(import.meta.dirname, "transcripts");

/** A session's first line may name the only Nix whose words it holds: `# Nix 2.8.0`. */
export function nixOf(transcript: string): string | null {
  return /^# Nix (\S+)$/m.exec(transcript)?.[1] ?? null;
}

interface Step {
  /** What is printed before the command: comments, blank lines. */
  before: string[];
  /** The command's lines, as they are written. */
  command: string[];
}

/**
 * Runs the commands of a session again and gives it with what they print now. A command begins with `$ `, goes on with `> `;
 * under it stand its lines on stdout, those on stderr after `! `, and its exit status where it is not 0.
 */
export function replay(transcript: string): string {
  const directory = realpathSync(mkdtempSync(join(tmpdir(), "confined-units-session-")));
  try {
    mkdirSync(join(directory, "bin"));
    const program = join(directory, "bin/confined-units");
    writeFileSync(program, `#!/bin/sh\nexec '${process.execPath}' '${root}dist/cli.cjs' "$@"\n`);
    chmodSync(program, 0o755);
    mkdirSync(join(directory, "work"));
    const shown = steps(transcript).map((step) => [
      ...step.before,
      ...step.command,
      ...perform(step.command, directory),
    ]);
    return `${shown.flat().join("\n")}\n`;
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

function steps(transcript: string): Step[] {
  const found: Step[] = [];
  let before: string[] = [];
  for (const line of transcript.split("\n")) {
    if (line.startsWith("#") || line === "") before.push(line);
    else if (line.startsWith("$ ")) {
      found.push({ before, command: [line] });
      before = [];
    } else if (line.startsWith("> ")) found.at(-1)?.command.push(line);
    else before = [];
  }
  return found;
}

function perform(command: readonly string[], directory: string): string[] {
  const script = command.map((line) => line.slice(2)).join("\n");
  const environment = nixEnvironment();
  const { status, signal, stdout, stderr } = spawnSync("/bin/sh", ["-c", script], {
    cwd: join(directory, "work"),
    encoding: "utf8",
    env: {
      ...environment,
      PATH: `${join(directory, "bin")}${delimiter}${environment["PATH"]}`,
      ROOT: root.slice(0, -1),
      HOSTS: join(root, "tests/fixtures/hosts"),
      LC_ALL: "C.UTF-8",
    },
  });
  const lines = (text: string, mark: string) =>
    steady(text, directory)
      .split("\n")
      .slice(0, -1)
      .filter((line) => !isProgress(line))
      .map((line) => `${mark}${line}`.trimEnd())
      // Nothing that is printed may look like a command, a comment or a blank line of the session.
      .map((line) => (line === "" || /^[$>#] /.test(line) ? ` ${line}` : line));
  const ending = signal ?? (status === 0 ? null : `exit ${status}`);
  return [
    ...lines(endLine(stdout), ""),
    ...lines(endLine(stderr), "! "),
    ...(ending === null ? [] : [`[${ending}]`]),
  ];
}

/** What is built depends on what the store has already. */
const isProgress = (line: string) => /^building \S+$/.test(line);

/** A last line without its line break is still a line. */
const endLine = (text: string) => (text === "" || text.endsWith("\n") ? text : `${text}⏎\n`);

/** Takes out what differs from machine to machine: directories, and hashes that depend on the Node.js at hand. */
function steady(text: string, directory: string): string {
  return text
    .replaceAll(join(directory, "work"), "$WORK")
    .replaceAll(root.slice(0, -1), "$ROOT")
    .replaceAll(/\/nix\/store\/[0-9a-z]{32}-/g, "/nix/store/HASH-");
}
