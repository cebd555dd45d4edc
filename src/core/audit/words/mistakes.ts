import { say } from "./say.ts";

/** 3xx: mistakes in writing. */
export const MISTAKES = {
  CU301: say(
    "warning",
    "high",
    "`confinement` has {options}, and {state}",
    "It has no effect: the service runs unconfined, with the whole host before it.",
  ),
  CU302: say(
    "error",
    "high",
    "`confinement` stands inside serviceConfig",
    "It becomes a setting that systemd ignores: nothing of it has an effect.",
  ),
  CU303: say(
    "error",
    "medium",
    "systemd has no setting {name}; did you mean {meant}?",
    "systemd ignores it with a warning, and the service starts without it.",
  ),
  CU304: say(
    "error",
    "high",
    "{name} does not know the value {value}; did you mean {meant}?",
    "systemd ignores the line with a warning.",
  ),
  CU305: say(
    "error",
    "high",
    "{option} has `{operator}`, which only a shell understands",
    "systemd starts no shell: the program gets it as an argument.",
  ),
  CU306: say(
    "warning",
    "high",
    "packages has {path}, which is the EnvironmentFile too",
    "systemd reads that file outside of the chroot; as a path, its copy in the store is readable by everyone.",
  ),
  CU307: say(
    "warning",
    "high",
    "{option} names {path} by hand",
    "The folder is an implementation detail: it differs between nixpkgs' releases and per instance.",
  ),
  CU308: say(
    "warning",
    "high",
    "`{name}` is found only because another line brings {package}",
    "When that line goes, the script fails with 127.",
  ),
  CU309: say(
    "note",
    "high",
    "DynamicUser = false says what is so anyway",
    "It has had no effect since 2024 and hides what matters.",
  ),
  CU310: say(
    "note",
    "high",
    "{path} is bound by hand",
    "systemd binds it itself since version 248 where NotifyAccess or Type=notify is set.",
  ),
  CU311: say(
    "warning",
    "high",
    "packages has {text}, which adds no store path",
    "Only store paths with their context are bound; anything else is ignored.",
  ),
  CU312: say(
    "error",
    "high",
    "{option} has {line}, which {problem}",
    "systemd drops the line with a warning, and the service starts without the bind.",
  ),
  CU313: say(
    "warning",
    "medium",
    "systemd {version} of this machine ignores `{line}`: {message}",
    "The service starts without it.",
  ),
} as const;
