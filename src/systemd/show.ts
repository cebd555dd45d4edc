import { splitWords } from "./words.ts";

/** The properties that `systemctl show` prints, each with its lines; what does not look like one is left out. */
export function readShow(text: string): Map<string, string[]> {
  const properties = new Map<string, string[]>();
  for (const line of text.split("\n")) {
    const [, name, value] = /^([A-Z]\w*)=(.*)$/.exec(line) ?? [];
    if (name !== undefined) properties.set(name, [...(properties.get(name) ?? []), value!]);
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
    const [, name, value = ""] = /^([\w-]+)\s*=\s*(.*?)\s*$/.exec(line) ?? [];
    if (name === undefined || section !== "Service") continue;
    settings[name] = value === "" ? [] : [...(settings[name] ?? []), value];
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

const RUN =
  /^\{ path=(.*?) ; argv\[\]=(.*) ; ignore_errors=\w+ ; .* ; code=(\S+) ; status=(\d+)(?:\/(\S+))? \}$/;

/** `ExecStart={ path=… ; argv[]=… ; … ; code=exited ; status=203 }`, for all commands that were or could be run. */
export function commandRuns(show: ReadonlyMap<string, string[]>): CommandRun[] {
  return [...show].flatMap(([option, lines]) =>
    !/^Exec[A-Z]\w*$/.test(option) || option.endsWith("Ex")
      ? []
      : lines.flatMap((text) => {
          const [, program, argv, code, status, signal] = RUN.exec(text) ?? [];
          if (program === undefined) return [];
          const line = argv!.startsWith(program) ? argv! : `@${program} ${argv!}`;
          return [
            {
              option,
              program,
              line,
              code: code!,
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
