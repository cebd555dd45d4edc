/** How a command that starts another one is read: what stands before the other's name. */
interface Wrapper {
  /** Options that take the next word as their value. */
  valued?: readonly string[];
  /** Words before the command: 1 of `timeout 5 curl`. */
  words?: number;
  /** `NAME=value` before the command. */
  assignments?: boolean;
}

const WRAPPERS: Record<string, Wrapper> = {
  builtin: {},
  chroot: { valued: ["--userspec", "--groups"], words: 1 },
  chrt: { valued: ["-T", "-P", "-D"], words: 1 },
  command: {},
  doas: { valued: ["-u", "-C"], assignments: true },
  env: { valued: ["-u", "--unset", "-C", "--chdir", "-a", "--argv0"], assignments: true },
  exec: { valued: ["-a"] },
  flock: { valued: ["-w", "--timeout", "-E"], words: 1 },
  ionice: { valued: ["-c", "--class", "-n", "--classdata"] },
  nice: { valued: ["-n", "--adjustment"] },
  nohup: {},
  numactl: { valued: ["-C", "-m", "-N"] },
  setpriv: { valued: ["--reuid", "--regid", "--groups", "--inh-caps", "--ambient-caps", "--bounding-set"] },
  setsid: {},
  stdbuf: { valued: ["-i", "-o", "-e"] },
  strace: { valued: ["-e", "-o", "-p", "-s", "-u", "-E"] },
  sudo: { valued: ["-u", "-g", "-h", "-p", "-C", "-r", "-t"], assignments: true },
  "systemd-cat": { valued: ["-t", "--identifier", "-p", "--priority"] },
  "systemd-inhibit": {},
  taskset: { words: 1 },
  time: { valued: ["-f", "--format", "-o", "--output"] },
  timeout: { valued: ["-k", "--kill-after", "-s", "--signal"], words: 1 },
  unshare: {},
  watch: { valued: ["-n", "--interval"] },
  xargs: {
    valued: ["-I", "-n", "-P", "-L", "-d", "-E", "-s", "-a", "--max-args", "--max-procs", "--delimiter"],
  },
};

/** Shells whose `-c` is followed by a script. */
const SHELLS = new Set(["sh", "bash", "dash", "ash", "ksh", "zsh"]);

/** A command's words as texts, null where computed. */
export type Texts = readonly (string | null)[];

/** What a command starts besides itself. */
export interface Started {
  /** Where in the arguments other commands begin. */
  commands: { at: number; sure: boolean }[];
  /** Which arguments are scripts. */
  scripts: number[];
}

/** Looks into the arguments of a command, `name` without its directory, for what it starts in turn. */
export function startedBy(name: string, args: Texts): Started {
  if (SHELLS.has(name)) return { commands: [], scripts: afterOption(args, /^-[a-z]*c$/) };
  if (name === "eval" || name === "trap") return { commands: [], scripts: args.length > 0 ? [0] : [] };
  if (name === "su" || name === "runuser")
    return { commands: afterDashes(args), scripts: afterOption(args, /^-c$/) };
  if (name === "find") return { commands: executedByFind(args), scripts: [] };
  const wrapper = Object.hasOwn(WRAPPERS, name) ? WRAPPERS[name] : undefined;
  return { commands: wrapper === undefined ? [] : behind(wrapper, args), scripts: [] };
}

function behind({ valued = [], words = 0, assignments = false }: Wrapper, args: Texts): Started["commands"] {
  let left = words;
  let sure = true;
  for (let at = 0; at < args.length; at++) {
    // A computed word counts as not an option.
    const text = args[at] ?? "";
    if (text === "--") continue;
    if (valued.includes(text)) at++;
    else if (text.startsWith("-") && text.length > 1)
      sure &&= text.startsWith("--") || /^-[A-Za-z]+$/.test(text);
    else if (assignments && /^[A-Za-z_]\w*=/.test(text)) continue;
    else if (left > 0) left--;
    else return [{ at, sure }];
  }
  return [];
}

function executedByFind(args: Texts): Started["commands"] {
  return args.flatMap((text, index) => {
    const starts = text !== null && /^-(?:exec|ok)(?:dir)?$/.test(text) && index + 1 < args.length;
    return starts ? [{ at: index + 1, sure: true }] : [];
  });
}

function afterOption(args: Texts, option: RegExp): number[] {
  const at = args.findIndex((text) => text !== null && option.test(text));
  return at === -1 || at + 1 >= args.length ? [] : [at + 1];
}

function afterDashes(args: Texts): Started["commands"] {
  const at = args.indexOf("--");
  return at === -1 || at + 1 >= args.length ? [] : [{ at: at + 1, sure: true }];
}
