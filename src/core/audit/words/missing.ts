import { say } from "./say.ts";

/** 1xx: what will be missing at run time. */
export const MISSING = {
  CU101: say(
    "error",
    "high",
    "`{name}` is run from PATH, and {package}, which has it, is not in the chroot",
    "The shell ends with 127, command not found: `path` sets PATH but is not scanned for the chroot.",
  ),
  CU102: say(
    "warning",
    "medium",
    "`{name}` is run from PATH, and no folder of PATH has it",
    "The shell ends with 127, command not found, wherever no other package brings it.",
  ),
  CU103: say(
    "error",
    "high",
    "environment.{name} names {path}, which is not in the chroot",
    "The program is told a path that does not exist for it; most start and fail later.",
  ),
  CU104: say(
    "error",
    "high",
    "{option} names {path}, which is not in the chroot",
    "systemd looks it up inside the chroot, and the reference scans only ExecStart, ExecStop, ExecReload and their Pre and Post.",
  ),
  CU105: say(
    "error",
    "medium",
    "the EnvironmentFile {file} names {path}, which is not in the chroot",
    "systemd reads the file outside, but the program gets a value that names nothing inside.",
  ),
  CU106: say(
    "error",
    "high",
    "{program} is run by {interpreter}, which is not in the chroot",
    "execve says that the program does not exist: 203/EXEC, or command not found.",
  ),
  CU107: say(
    "error",
    "high",
    "{program} needs {library}, which no folder that its loader searches has in the chroot",
    "The loader ends the program with 127 before it starts.",
  ),
  CU108: say(
    "warning",
    "medium",
    "{option} names {path}, which is not bound into the chroot",
    "Only the closure, the API file systems and what is bound exist inside.",
  ),
  CU109: say(
    "error",
    "high",
    "{path} in the closure is a link that leads nowhere",
    "It is bound all the same, with an empty source that systemd warns of; what opens it fails.",
  ),
  CU110: say(
    "warning",
    "medium",
    "{path} is a folder whose files NixOS makes links to /etc/static and the store",
    "The links are bound, what they lead to is not: each file in it is dangling inside.",
  ),
  CU111: say(
    "warning",
    "medium",
    "{program} is linked with {library} and /etc/resolv.conf is not bound",
    "Name resolution has no server to ask.",
  ),
  CU112: say(
    "warning",
    "medium",
    "{program} is linked with {library} and no CA bundle is bound or named",
    "Each TLS connection fails to verify its peer.",
  ),
  CU113: say(
    "warning",
    "medium",
    "TZ is set, and the chroot has no time zone data",
    "The program takes UTC for local time, silently.",
  ),
  CU114: say(
    "note",
    "low",
    "{program} may look for {files}, which is not bound",
    "Without them there is no name server, no user by name, and local time is UTC; many programs never ask.",
  ),
  CU115: say(
    "warning",
    "medium",
    "{name} is {value}, and the chroot has no locale archive",
    "setlocale fails: the program goes on with the locale C, and text that is not ASCII may be lost.",
  ),
} as const;
