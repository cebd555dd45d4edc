import { splitWords } from "../enter/words.ts";

/** The properties that `systemctl show` prints, each with its lines; what does not look like one is left out. */
export function readShow(text: string): Map<string, string[]> {
  const properties = new Map<string, string[]>();
  for (const line of text.split("\n")) {
    const [, name, value] = /^([A-Z]\w*)=(.*)$/.exec(line) ?? [];
    if (name === undefined) continue;
    const lines = properties.get(name);
    if (lines === undefined) properties.set(name, [value!]);
    else lines.push(value!);
  }
  return properties;
}

/**
 * The settings in the [Service] sections of a unit and its drop-ins, as `systemctl cat` prints them one after the other: an
 * empty one takes back those before it, and a backslash continues a line (systemd.syntax(7)).
 */
export function readServiceSettings(text: string): Record<string, string[]> {
  const settings: Record<string, string[]> = {};
  let section = "";
  for (const line of text.replaceAll(/\\\n/g, " ").split("\n")) {
    section = /^\[(\w+)\]$/.exec(line)?.[1] ?? section;
    const at = line.indexOf("=");
    const name = line.slice(0, Math.max(at, 0)).trimEnd();
    if (section !== "Service" || !/^[\w-]+$/.test(name)) continue;
    const value = line.slice(at + 1).trim();
    if (value === "") settings[name] = [];
    else (settings[name] ??= []).push(value);
  }
  return settings;
}

/** A command of a unit with how it ended. */
export interface CommandRun {
  option: string;
  program: string;
  line: string;
  /** `exited`, `killed`, `dumped`; `(null)` where it has not run. */
  code: string;
  status: number;
  /** As systemd writes it after the number, such as SEGV; null: none. */
  signal: string | null;
}

const [PATH, ARGV, ERRORS, CODE, STATUS] = [
  "{ path=",
  " ; argv[]=",
  " ; ignore_errors=",
  " ; code=",
  " ; status=",
];

/** Takes a command apart from both of its ends, since an argument may look like any part of it; null: it is none. */
function runIn(text: string): [program: string, argv: string, code: string, status: string] | null {
  if (!text.startsWith(PATH!) || !text.endsWith(" }")) return null;
  const argv = text.indexOf(ARGV!);
  const status = text.lastIndexOf(STATUS!);
  const code = text.lastIndexOf(CODE!, status - 1);
  const errors = text.lastIndexOf(ERRORS!, code - 1);
  if (argv === -1 || errors < argv || code < errors || status < code) return null;
  return [
    text.slice(PATH!.length, argv),
    text.slice(argv + ARGV!.length, errors),
    text.slice(code + CODE!.length, status),
    text.slice(status + STATUS!.length, -" }".length),
  ];
}

/** `ExecStart={ path=… ; argv[]=… ; … ; code=exited ; status=203 }`, for all commands that were or could be run. */
export function commandRuns(show: ReadonlyMap<string, string[]>): CommandRun[] {
  return [...show].flatMap(([option, lines]) =>
    !/^Exec[A-Z]\w*$/.test(option) || option.endsWith("Ex")
      ? []
      : lines.flatMap((text) => {
          const run = runIn(text);
          const [, status, signal] = /^(\d+)(?:\/(\S+))?$/.exec(run?.[3] ?? "") ?? [];
          if (run === null || status === undefined) return [];
          const [program, argv, code] = run;
          const line = argv.startsWith(program) ? argv : `@${program} ${argv}`;
          return [
            {
              option,
              program,
              line,
              code,
              status: Number(status),
              signal: code === "killed" || code === "dumped" ? (signal ?? null) : null,
            },
          ];
        }),
  );
}

/** An element of `BindPaths` or `BindReadOnlyPaths` as `systemctl show` has it: `[-]SOURCE:TARGET:rbind`. */
export interface ShownBind {
  option: string;
  isOptional: boolean;
  source: string;
  target: string;
}

export function shownBinds(show: ReadonlyMap<string, string[]>): ShownBind[] {
  return ["BindReadOnlyPaths", "BindPaths"].flatMap((option) =>
    (show.get(option) ?? []).flatMap(splitWords).flatMap((word) => {
      const [, dash, source, target] = /^(-?)([^:]+):([^:]+)(?::\w+)?$/.exec(word) ?? [];
      return source === undefined ? [] : [{ option, isOptional: dash === "-", source, target: target! }];
    }),
  );
}
