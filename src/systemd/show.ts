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
    (show.get(option) ?? []).flatMap((line) => bindsIn(line).map((bind) => ({ option, ...bind }))),
  );
}

/** One after the other, without quotes: a path may have blanks and colons, and what follows it says where it ends. */
function bindsIn(line: string): Omit<ShownBind, "option">[] {
  const found: Omit<ShownBind, "option">[] = [];
  for (let at = 0; at < line.length;) {
    const isOptional = line[at] === "-";
    const start = isOptional ? at + 1 : at;
    const colon = line.indexOf(":/", start + 1);
    if (line[start] !== "/" || colon === -1) break;
    const end = endOfBind(line, colon + 2);
    const target = line.slice(colon + 1, end);
    const options = target.lastIndexOf(":");
    const hasOptions = options > 0 && /^\w*$/.test(target.slice(options + 1));
    found.push({
      isOptional,
      source: line.slice(start, colon),
      target: hasOptions ? target.slice(0, options) : target,
    });
    at = end + 1;
  }
  return found;
}

/** The blank before the next bind, or the end of the line. */
function endOfBind(line: string, from: number): number {
  const ends = [line.indexOf(" /", from), line.indexOf(" -/", from)].filter((at) => at !== -1);
  return Math.min(line.length, ...ends);
}

/** `EnvironmentFiles=/run/x.env (ignore_errors=no)`, as lines of `EnvironmentFile=`. */
export function shownEnvironmentFiles(show: ReadonlyMap<string, string[]>): string[] {
  return (show.get("EnvironmentFiles") ?? []).flatMap((line) => {
    const [, path, ignored] = /^(.*) \(ignore_errors=(\w+)\)$/.exec(line) ?? [];
    return path === undefined ? [] : [`${ignored === "yes" ? "-" : ""}${path}`];
  });
}

/** Settings whose values `systemctl show` prints as they stand in a unit. */
export const SHOWN_AS_WRITTEN: readonly string[] =
  `WorkingDirectory User Group SupplementaryGroups StandardInput StandardOutput StandardError RootDirectory RootImage MountAPIVFS
MountImages PrivateTmp PrivateUsers DynamicUser ProtectSystem StateDirectory CacheDirectory LogsDirectory ConfigurationDirectory
RuntimeDirectory TemporaryFileSystem ReadWritePaths ReadOnlyPaths InaccessiblePaths ExecPaths NoExecPaths PAMName
NetworkNamespacePath`.split(/\s+/);
