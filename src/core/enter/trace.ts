import { nixString } from "../audit/finding.ts";

/** What a program asked for and did not get. */
export interface Missed {
  path: string;
  kind: "store path" | "program" | "library" | "configuration" | "device or API" | "other";
  times: number;
  /** What to do about it, where one thing is likely. */
  suggestion: string | null;
}

const CALL =
  /^(?:\d+ +)?(\w+)\((?:AT_FDCWD, |\d+(?:<[^>]*>)?, )?"((?:[^"\\]|\\.)*)".*= (-1 (ENOENT|ENOTDIR|EACCES)\b|\d+|0)/;

/** Reads what strace wrote, from the start of this program on: before it, bubblewrap looks for things of its own. */
export function missedIn(trace: string, program: string): Missed[] {
  const missed = new Map<string, number>();
  const found = new Set<string>();
  let isInside = false;
  for (const line of trace.split("\n")) {
    const [, call, path, outcome] = CALL.exec(line) ?? [];
    if (call === undefined || path === undefined) continue;
    if (!isInside) isInside = call === "execve" && path === program;
    if (!isInside || path === "") continue;
    if (outcome!.startsWith("-1")) missed.set(path, (missed.get(path) ?? 0) + 1);
    else found.add(path);
  }
  // What came about later, such as a file that the program then made, was not missing.
  const left = [...missed].filter(([path]) => !found.has(path));
  return left.map(([path, times]) => ({ path, times, ...judge(path) }));
}

const KNOWN: readonly [RegExp, string][] = [
  [
    /^\/etc\/(resolv\.conf|hosts|nsswitch\.conf|host\.conf|gai\.conf)$|^\/run\/(nscd|systemd\/resolve)\//,
    'profiles = [ "dns" ]',
  ],
  [/^\/etc\/(ssl|pki)(\/|$)|ca-bundle|ca-certificates/, 'profiles = [ "tls" ]'],
  [/^\/etc\/(passwd|group)$/, 'profiles = [ "nss" ]'],
  [/^\/etc\/localtime$|zoneinfo/, 'profiles = [ "timezone" ]'],
  [/locale-archive|\/locale\//, 'profiles = [ "locale" ]'],
];

function judge(path: string): Pick<Missed, "kind" | "suggestion"> {
  const known = KNOWN.find(([pattern]) => pattern.test(path))?.[1] ?? null;
  const suggestion = known === null ? null : `confinement.${known};`;
  const store = /^(\/nix\/store\/[0-9a-z]{32}-[^/]*)/.exec(path)?.[1];
  if (/\.so(\.\d+)*$|ld\.so\.(cache|preload)$/.test(path)) return { kind: "library", suggestion };
  if (/\/s?bin\/[^/]+$/.test(path))
    return {
      kind: "program",
      suggestion: suggestion ?? "name it by its store path, or confinement.includePath = true;",
    };
  if (store !== undefined)
    return {
      kind: "store path",
      suggestion: suggestion ?? `confinement.packages = [ … ]; # what brings ${store}`,
    };
  if (/^\/(dev|proc|sys)(\/|$)/.test(path))
    return { kind: "device or API", suggestion: suggestion ?? 'confinement.mode = "full-apivfs";' };
  if (/^\/etc(\/|$)/.test(path))
    return {
      kind: "configuration",
      suggestion: suggestion ?? `serviceConfig.BindReadOnlyPaths = [ ${nixString(`-${path}`)} ];`,
    };
  return { kind: "other", suggestion };
}
