/** What systemd makes of a path in a unit: without slashes that say nothing, and without `.` as a part of it. */
export function simplifyPath(path: string): string {
  const parts = path.split("/").filter((part) => part !== "" && part !== ".");
  return `${path.startsWith("/") ? "/" : ""}${parts.join("/")}`;
}

/** Begins with a specifier whose value is an absolute path (systemd.unit(5), "Specifiers"). */
const ABSOLUTE_SPECIFIER = /^%[tSCLETVhdsfyY]/;

/** Why systemd ignores a path where one from the root on is wanted, as the end of a sentence; null where it takes it. */
export function problemOfPath(path: string): string | null {
  if (!path.startsWith("/") && !ABSOLUTE_SPECIFIER.test(path)) return "is not an absolute path";
  return path.split("/").includes("..") ? "has `..` in it" : null;
}

/** One path of `ReadWritePaths=` and the like. */
export interface ListedPath {
  /** As it stands there. */
  text: string;
  path: string;
  /** `-`: left out where the path is missing. */
  isOptional: boolean;
  /** `+`: below the root that `RootDirectory=` names. */
  isBelowRoot: boolean;
}

/** A word of `ReadWritePaths=` and the like, quotes removed: systemd.exec(5) has `-` before `+`. */
export function parseListedPath(text: string): ListedPath {
  const [, dash, plus, path] = /^(-?)(\+?)(.*)$/s.exec(text)!;
  return { text, path: simplifyPath(path!), isOptional: dash === "-", isBelowRoot: plus === "+" };
}
