import type { Confidence } from "../facts/place.ts";

export type Severity = "error" | "warning" | "note";

/** What a code says. `{name}` in `what` is filled in by the rule. */
interface Words {
  severity: Severity;
  confidence: Confidence;
  what: string;
  why: string;
}

const say = (severity: Severity, confidence: Confidence, what: string, why: string): Words => {
  return { severity, confidence, what, why };
};

/** Every word that findings are told in: 1xx missing at run time, 2xx conflicts, 3xx mistakes, 4xx exposure, 5xx cost. */
export const WORDS = {
  CU101: say(
    "error",
    "sure",
    "`{name}` is run from PATH, and {package}, which has it, is not in the chroot",
    "The shell ends with 127, command not found: `path` sets PATH but is not scanned for the chroot.",
  ),
  CU102: say(
    "warning",
    "likely",
    "`{name}` is run from PATH, and no folder of PATH has it",
    "The shell ends with 127, command not found, wherever no other package brings it.",
  ),
  CU103: say(
    "error",
    "sure",
    "environment.{name} names {path}, which is not in the chroot",
    "The program is told a path that does not exist for it; most start and fail later.",
  ),
  CU104: say(
    "error",
    "sure",
    "{option} names {path}, which is not in the chroot",
    "systemd looks it up inside the chroot, and the reference scans only ExecStart, ExecStop, ExecReload and their Pre and Post.",
  ),
  CU105: say(
    "error",
    "likely",
    "the EnvironmentFile {file} names {path}, which is not in the chroot",
    "systemd reads the file outside, but the program gets a value that names nothing inside.",
  ),
  CU106: say(
    "error",
    "sure",
    "{program} is run by {interpreter}, which is not in the chroot",
    "execve says that the program does not exist: 203/EXEC, or command not found.",
  ),
  CU107: say(
    "error",
    "sure",
    "{program} needs {library}, which no folder that its loader searches has in the chroot",
    "The loader ends the program with 127 before it starts.",
  ),
  CU108: say(
    "warning",
    "likely",
    "{option} names {path}, which is not bound into the chroot",
    "Only the closure, the API file systems and what is bound exist inside.",
  ),
  CU109: say(
    "error",
    "sure",
    "{path} in the closure is a link that leads nowhere",
    "It is bound all the same, with an empty source that systemd warns of; what opens it fails.",
  ),
  CU110: say(
    "warning",
    "likely",
    "{path} is a folder whose files NixOS makes links to /etc/static and the store",
    "The links are bound, what they lead to is not: each file in it is dangling inside.",
  ),
  CU111: say(
    "warning",
    "guess",
    "{program} is linked with {library} and /etc/resolv.conf is not bound",
    "Name resolution has no server to ask.",
  ),
  CU112: say(
    "warning",
    "guess",
    "{program} is linked with {library} and no CA bundle is bound or named",
    "Each TLS connection fails to verify its peer.",
  ),
  CU113: say(
    "warning",
    "likely",
    "TZ is set, and the chroot has no time zone data",
    "The program takes UTC for local time, silently.",
  ),
  CU201: say(
    "error",
    "sure",
    "RootDirectory is {value}, not confinement's {expected}",
    "The binds are made below the one root, the program sees the other.",
  ),
  CU202: say(
    "error",
    "sure",
    "RootDirectoryStartOnly is set",
    "Commands besides ExecStart run outside of the chroot.",
  ),
  CU203: say(
    "error",
    "sure",
    "{name} is set under dialect {dialect}",
    "The root loses its tmpfs, and mount points stay behind in the real /var/empty.",
  ),
  CU204: say(
    "warning",
    "likely",
    "PrivateUsers is on, and the service wants {name}",
    "Capabilities hold in the service's own user namespace only: binding low ports and the like is refused.",
  ),
  CU205: say(
    "warning",
    "sure",
    "MountAPIVFS is off in mode full-apivfs",
    "There is no /proc and no /dev, not even /dev/null: it is mode chroot-only without saying so.",
  ),
  CU206: say(
    "error",
    "sure",
    'PrivateTmp is the string "{value}" under dialect {dialect}',
    "The reference negates it, and evaluation ends in an error that nothing catches.",
  ),
  CU207: say(
    "warning",
    "sure",
    "all instances of the template share {root}",
    "The first instance that stops removes it, which empties the root of all others.",
  ),
  CU208: say(
    "warning",
    "likely",
    "no Exec line is set, so they must be in a unit that a package ships",
    "Lines of a shipped unit are not scanned; their programs are missing: 203/EXEC.",
  ),
  CU209: say(
    "warning",
    "guess",
    "UMask is {value} under dialect {dialect}",
    "Mount points are made with it, so that another user than root cannot pass through them.",
  ),
  CU302: say(
    "error",
    "sure",
    "`confinement` stands inside serviceConfig",
    "It becomes a setting that systemd ignores: nothing of it has an effect.",
  ),
  CU303: say(
    "error",
    "likely",
    "systemd has no setting {name}; did you mean {meant}?",
    "systemd ignores it with a warning, and the service starts without it.",
  ),
  CU304: say(
    "error",
    "sure",
    "{name} does not know the value {value}; did you mean {meant}?",
    "systemd ignores the line with a warning.",
  ),
  CU305: say(
    "error",
    "sure",
    "{option} has `{operator}`, which only a shell understands",
    "systemd starts no shell: the program gets it as an argument.",
  ),
  CU306: say(
    "warning",
    "sure",
    "packages has {path}, which is the EnvironmentFile too",
    "systemd reads that file outside of the chroot; as a path, its copy in the store is readable by everyone.",
  ),
  CU307: say(
    "warning",
    "sure",
    "{option} names {path} by hand",
    "The folder is an implementation detail: it differs between nixpkgs' releases and per instance.",
  ),
  CU308: say(
    "warning",
    "sure",
    "`{name}` is found only because another line brings {package}",
    "When that line goes, the script fails with 127.",
  ),
  CU309: say(
    "note",
    "sure",
    "DynamicUser = false says what is so anyway",
    "It has had no effect since 2024 and hides what matters.",
  ),
  CU310: say(
    "note",
    "sure",
    "{path} is bound by hand",
    "systemd binds it itself since version 248 where NotifyAccess or Type=notify is set.",
  ),
  CU311: say(
    "warning",
    "sure",
    "packages has {text}, which adds no store path",
    "Only store paths with their context are bound; anything else is ignored.",
  ),
  CU312: say(
    "error",
    "sure",
    "{option} has {line}, which {problem}",
    "systemd drops the line with a warning, and the service starts without the bind.",
  ),
  CU401: say(
    "warning",
    "sure",
    "the whole /etc is bound",
    "Host keys, password hashes and every service's settings are there to be read.",
  ),
  CU402: say(
    "warning",
    "sure",
    "the whole store is bound",
    "Nothing is left of confinement: every program and every configuration is there.",
  ),
  CU403: say(
    "warning",
    "sure",
    "{path}, the socket of {daemon}, is bound",
    "Who can talk to it can act as {daemon} does, mostly as root.",
  ),
  CU404: say("note", "sure", "binSh is null, and {path} is in the closure", "A shell is there all the same."),
  CU406: say(
    "warning",
    "likely",
    "{path}, a compiler or build tool, is in the closure",
    "It gives an intruder tools, and its size costs; mostly something refers to it by mistake.",
  ),
  CU407: say("warning", "sure", "{path} is setuid or setgid", "It runs with its owner's rights."),
  CU408: say(
    "error",
    "sure",
    "{count} store paths, where the policy allows {limit}",
    "The policy file says so.",
  ),
  CU409: say("error", "sure", "{size} bytes, where the policy allows {limit}", "The policy file says so."),
  CU410: say(
    "error",
    "sure",
    "{path} is in the closure, which the policy forbids by {glob}",
    "The policy file says so.",
  ),
  CU501: say(
    "warning",
    "likely",
    "{count} read-only binds take about {seconds} s until it starts",
    "systemd's read-only pass is quadratic in the number of binds.",
  ),
} as const;

export type Code = keyof typeof WORDS;
