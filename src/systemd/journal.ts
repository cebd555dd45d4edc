import { behind } from "../base/ends.ts";

/** What the journal says of the last run of a unit. */
export interface Said {
  /** The messages, one line each. */
  lines: string[];
  clues: Clue[];
}

/** A message that names what was missed. */
export interface Clue {
  kind: "mount" | "command" | "library" | "assert" | "dependency" | "environment" | "step";
  /** The path, command, library or step; "" where none is named. */
  name: string;
  /** The message's own reason, such as `No such file or directory`; "": none. */
  reason: string;
}

/** What a message is known by: a text in it, what follows, or all of it. */
const PATTERNS: readonly [Clue["kind"], mark: string, RegExp][] = [
  ["mount", ": Failed to set up mount namespacing: ", /^(?:(\/.*): )?([^:]+)$/],
  ["environment", ": Failed to load environment files: ", /^()([^:]+)$/],
  ["assert", ": Starting requested but asserts failed", /^/],
  ["dependency", "", /^Dependency failed for /],
  ["step", ": Failed at step ", /^(\w+) spawning .*: ([^:]+)$/],
  ["library", ": error while loading shared libraries: ", /^([^\s:]+): (.*)$/],
  ["command", "", /^(?:.*[ /])?env: ['‘]?([^'’:]+)['’]?: (No such file or directory)$/],
  ["command", "", /^(?:.*: )?command not found: (\S+)()$/],
  ["command", "", /^.*: (?:line )?(?:\d+: )?([^\s:]+): ((?:command )?not found)$/],
  ["command", "", /^.*: line \d+: ([^\s:]+): (No such file or directory)$/],
];

/** A message that ends a run; what stands before the last but one is of an earlier run. */
const ENDING = /: (?:Failed with result '|Deactivated successfully|Scheduled restart job)/;

/**
 * Reads `journalctl -o json` (of several runs: those messages that belong to `invocation`) or any of its forms for people, where
 * the last run is cut out by systemd's own words.
 */
export function readJournal(text: string, invocation: string | null): Said {
  const all = text.split("\n").flatMap((line) => messagesOf(line, invocation));
  const endings = all.flatMap((line, i) => (/: Failed with result '/.test(line) ? [i] : []));
  const before = all.slice(0, endings.at(-1) ?? 0).findLastIndex((line) => ENDING.test(line));
  const lines = all.slice(before + 1);
  return { lines, clues: lines.flatMap(clueIn) };
}

function messagesOf(line: string, invocation: string | null): string[] {
  if (line.trim() === "") return [];
  if (!line.startsWith("{")) return [plain(line)];
  const entry = parsed(line);
  if (entry === null) return [plain(line)];
  const run = entry["INVOCATION_ID"] ?? entry["_SYSTEMD_INVOCATION_ID"];
  if (invocation !== null && run !== undefined && run !== invocation) return [];
  const message = entry["MESSAGE"];
  // What is not UTF-8, or has control characters, comes as a list of bytes.
  const text = Array.isArray(message) ? new TextDecoder().decode(Uint8Array.from(message)) : message;
  return typeof text === "string" ? text.split("\n").filter((part) => part.trim() !== "") : [];
}

function parsed(line: string): Record<string, unknown> | null {
  try {
    return JSON.parse(line) as Record<string, unknown>;
  } catch {
    return null;
  }
}

/** `Nov 24 09:58:07 host systemd[1]: MESSAGE` → `MESSAGE`: what short, the usual form, puts before it. */
const plain = (line: string) =>
  line.replace(/^(?:\w{3} \d\d \d\d:\d\d:\d\d(?:\.\d+)?|\d{4}-\d\d-\d\d\S+) \S+ [^:]*?\[\d+\]: /, "");

function clueIn(line: string): Clue[] {
  for (const [kind, mark, pattern] of PATTERNS) {
    const rest = behind(line, mark);
    const found = rest === null ? null : pattern.exec(rest);
    if (found !== null) return [{ kind, name: found[1] ?? "", reason: found[2] ?? "" }];
  }
  return [];
}
