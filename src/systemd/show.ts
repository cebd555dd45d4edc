/** The properties that `systemctl show` prints, each with its lines; what does not look like one is left out. */
export function readShow(text: string): Map<string, string[]> {
  const properties = new Map<string, string[]>();
  for (const line of text.split("\n")) {
    const [, name, value] = /^([A-Z]\w*)=(.*)$/.exec(line) ?? [];
    if (name !== undefined) properties.set(name, [...(properties.get(name) ?? []), value!]);
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

/** One after the other, without quotes: a path may have blanks and colons, and what follows it shows where it ends. */
const SHOWN_BIND = /(-?)(\/.*?):(\/.*?)(?::(\w*))?(?= -?\/|$)/g;

export function shownBinds(show: ReadonlyMap<string, string[]>): ShownBind[] {
  return ["BindReadOnlyPaths", "BindPaths"].flatMap((option) =>
    (show.get(option) ?? []).flatMap((line) =>
      Array.from(line.matchAll(SHOWN_BIND), ([, dash, source, target]) => ({
        option,
        isOptional: dash === "-",
        source: source!,
        target: target!,
      })),
    ),
  );
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
