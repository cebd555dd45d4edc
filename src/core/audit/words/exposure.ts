import { say } from "./say.ts";

/** 4xx: what is too much in a chroot. 5xx: what it costs. */
export const EXPOSURE = {
  CU401: say(
    "warning",
    "high",
    "the whole /etc is bound",
    "Host keys, password hashes and every service's settings are there to be read.",
  ),
  CU402: say(
    "warning",
    "high",
    "the whole store is bound",
    "Nothing is left of confinement: every program and every configuration is there.",
  ),
  CU403: say(
    "warning",
    "high",
    "{path}, the socket of {daemon}, is bound",
    "Who can talk to it can act as {daemon} does, mostly as root.",
  ),
  CU404: say("note", "high", "binSh is null, and {path} is in the closure", "A shell is there all the same."),
  CU405: say(
    "note",
    "medium",
    "{path}, an interpreter, is in the closure, and nothing that is started refers to it",
    "Something else in the closure brings it along, and an intruder can run any program with it.",
  ),
  CU406: say(
    "warning",
    "medium",
    "{path}, a compiler or build tool, is in the closure",
    "It gives an intruder tools, and its size costs; mostly something refers to it by mistake.",
  ),
  CU407: say("warning", "high", "{path} is setuid or setgid", "It runs with its owner's rights."),
  CU408: say(
    "error",
    "high",
    "{count} store paths, where the policy allows {limit}",
    "The policy file says so.",
  ),
  CU409: say("error", "high", "{size} bytes, where the policy allows {limit}", "The policy file says so."),
  CU410: say(
    "error",
    "high",
    "{path} is in the closure, which the policy forbids by {glob}",
    "The policy file says so.",
  ),
  CU501: say(
    "warning",
    "medium",
    "{count} read-only binds take about {seconds} s until it starts",
    "systemd's read-only pass is quadratic in the number of binds.",
  ),
} as const;
