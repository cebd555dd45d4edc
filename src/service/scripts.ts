import type { Unknown } from "../base/unknown.ts";
import { baseName } from "../base/paths.ts";
import type { Confidence } from "../manifest/place.ts";
import { LIMITS, overLimits } from "../programs/parse-limits.ts";
import type { StoreFiles } from "../programs/port.ts";
import type { ShellCommand, ShellFacts } from "../programs/shell.ts";
import { SHEBANG_BYTES, shebangOf } from "../programs/shebang.ts";
import type { UnitCommand } from "./commands.ts";
import { decided, type Surroundings } from "./decided.ts";
import type { Fact } from "./fact.ts";
import type { Answers } from "./needs.ts";
import type { View } from "./view.ts";

/** A shell script that a service runs. */
export interface Script {
  /** Null: it stands in the Exec line itself, as in `sh -c TEXT`. */
  path: string | null;
  /** What messages call it. */
  name: string;
  /** The command that starts it, by itself or through other scripts. */
  command: UnitCommand;
  /** The script that starts or sources it; null: the command does. */
  parent: Script | null;
  kind: "started" | "inline" | "sourced";
  /** How sure it is that a run comes to it: high only on the straight path of all scripts before it. */
  confidence: Confidence;
  shell: ShellFacts;
  text: string;
}

/** Scripts in a service are few; more mean a circle. */
const MAX_SCRIPTS = 200;

/** Programs whose arguments are commands or scripts, so that an Exec line with them is read as shell. */
const STARTERS = new Set(
  "sh bash dash ash ksh zsh env timeout nice ionice chrt nohup setsid setpriv stdbuf su runuser sudo flock exec busybox".split(
    " ",
  ),
);

const SHELLS = new Set("sh bash dash ash".split(" "));

export interface ScriptsFound {
  scripts: Script[];
  unknown: Unknown[];
}

/** The shell scripts of a service: those of Exec lines, and recursively those that scripts start by their full path or source. */
export function scriptsOf(
  commands: readonly UnitCommand[],
  { files, ...around }: Surroundings & { files: StoreFiles },
  answers: Answers,
): ScriptsFound {
  const found: ScriptsFound = { scripts: [], unknown: [] };
  const known = new Set<string>();
  const queue = commands.flatMap((command) => [...startedBy(command), ...inlineOf(command)]);
  for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
    const key = `${next.path ?? next.text} ${next.command.option}`;
    if (known.has(key)) continue;
    known.add(key);
    const source = next.path === null ? next.text : scriptAt(next, around.view, files);
    if (source === null) continue;
    if (found.scripts.length >= MAX_SCRIPTS) {
      found.unknown.push({ what: `script ${next.name}`, why: `${MAX_SCRIPTS} scripts were read before it` });
      break;
    }
    const shell = typeof source === "string" ? parsed(next.name, source, answers) : source;
    if (!shell.known) {
      if (!found.unknown.some(({ what }) => what === shell.what))
        found.unknown.push({ what: shell.what, why: shell.why });
      continue;
    }
    const isFirst = next.parent === null && next.kind !== "sourced";
    const script = { ...next, text: source as string, shell: decided(shell.value, around, isFirst) };
    found.scripts.push(script);
    queue.push(...startedIn(script));
  }
  return found;
}

type Candidate = Omit<Script, "shell">;

function startedBy(command: UnitCommand): Candidate[] {
  const paths = [command.program];
  // `bash SCRIPT ARGUMENTS`, with options of one letter before it.
  if (SHELLS.has(baseName(command.program))) {
    const first = command.args.find((word) => !/^-[a-z]+$/.test(word));
    if (first !== undefined && !command.args.some((word) => /^-[a-z]*c$/.test(word))) paths.push(first);
  }
  return paths
    .filter((path) => path.startsWith("/"))
    .map((path) => ({
      path,
      name: path,
      command,
      parent: null,
      kind: "started",
      confidence: command.mayFail ? "medium" : "high",
      text: "",
    }));
}

/** An Exec line that starts a shell or a program that starts others, as shell: systemd has replaced nothing but `$$`. */
function inlineOf(command: UnitCommand): Candidate[] {
  if (!STARTERS.has(baseName(command.program)) || command.args.length === 0) return [];
  const plain = (word: string) => (command.prefix.includes(":") ? word : word.replaceAll("$$", "$"));
  const words = [command.program, ...command.args.map(plain)];
  const text = `#!${command.program}\n${words.map(quoted).join(" ")}\n`;
  const name = `in ${command.option}`;
  const confidence = command.mayFail ? "medium" : "high";
  return [{ path: null, name, command, parent: null, kind: "inline", confidence, text }];
}

/** A variable that systemd replaces stays one for the shell. */
const quoted = (word: string) =>
  /^\$(?:\w+|\{\w+\})$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;

function startedIn(script: Script): Candidate[] {
  const { command, shell, confidence } = script;
  const more = { command, parent: script, text: "" };
  const started = shell.commands.flatMap((each): Candidate[] => {
    const { kind, name: path } = each;
    if (kind !== "absolute" || path === null || each.runs === "never") return [];
    return [{ ...more, path, name: path, kind: "started", confidence: behind(confidence, each) }];
  });
  const sourced = shell.paths.flatMap((each): Candidate[] => {
    const { use, path } = each;
    if (use !== "source" || each.runs === "never") return [];
    return [{ ...more, path, name: path, kind: "sourced", confidence: behind(confidence, each) }];
  });
  return [...started, ...sourced];
}

/** A script that need not be started, or may fail, is no reason to say that the service does. */
const behind = (
  script: Confidence,
  { confidence, runs, failureMatters }: Pick<ShellCommand, "confidence" | "runs" | "failureMatters">,
): Confidence => (confidence === "high" && runs === "always" && failureMatters ? script : "low");

const ORDER: readonly Confidence[] = ["low", "medium", "high"];

/** The less sure of two. */
export const least = (one: Confidence, other: Confidence): Confidence =>
  ORDER[Math.min(ORDER.indexOf(one), ORDER.indexOf(other))]!;

/** A script's text, null where there is none to read: no file, no shell script. */
function scriptAt(
  { path, kind, parent }: Candidate,
  view: View,
  files: StoreFiles,
): string | Fact<never> | null {
  const place = view.resolve(path!);
  // One byte more than a script may have at most says that it is longer.
  const isShown = place.known && place.value !== null;
  // One of an Exec line that the chroot lacks is read as well: whoever adds it has to know what it needs.
  if (!isShown && parent !== null) return null;
  const bytes = isShown
    ? view.files.read(place.value!, 0, LIMITS.bytes + 1)
    : files.read(path!, 0, LIMITS.bytes + 1);
  if (bytes === null || (kind !== "sourced" && !isShell(bytes))) return null;
  const why = overLimits(bytes);
  if (why !== null) return { known: false, what: `script ${path}`, why };
  return new TextDecoder().decode(bytes);
}

const parsed = (name: string, text: string, answers: Answers) => answers.ask({ kind: "shell", name, text });

function isShell(bytes: Uint8Array): boolean {
  const shebang = shebangOf(bytes.subarray(0, SHEBANG_BYTES));
  if (shebang === null || "problem" in shebang) return false;
  return SHELLS.has(baseName(shebang.program ?? shebang.interpreter));
}
