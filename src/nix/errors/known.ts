import { HASH, nameOf } from "../../store-path/store-path.ts";
import { shellQuote } from "../../process/display.ts";
import type { NixExplanation } from "./parse.ts";

/** A message of our own; what it leaves out is as Nix said it. */
interface Explanation {
  sentence?: string;
  hint?: string;
  items?: string[];
}

export interface KnownError {
  /** Stands in the table of docs/reference/nix-errors.md. */
  name: string;
  /** Found in what Nix said, in one line. */
  pattern: RegExp;
  explain: (groups: Record<string, string>, lines: readonly string[]) => Explanation;
}

const hint = (text: string) => () => ({ hint: text });
const basename = (path = "") => nameOf(path).replace(/\.drv(?:\^out)?$/, "");

/** The failures of Nix that get a message of our own, or a way out that Nix does not name. */
export const KNOWN_ERRORS: readonly KnownError[] = [
  {
    name: "assertions",
    pattern: /^Failed assertions: (?<rest>-.+)$/,
    explain: (_groups, lines) => {
      const items = listed(lines);
      const what = items.length === 1 ? "an assertion" : `${items.length} assertions`;
      return { sentence: `${what} of the configuration failed`, items };
    },
  },
  {
    name: "recursion",
    pattern: /^(?:infinite recursion encountered|stack overflow)/,
    explain: hint("a value depends on itself; --show-trace shows by which options"),
  },
  {
    name: "import from derivation",
    pattern:
      /^cannot build '(?<drv>[^']+)' during evaluation because the option 'allow-import-from-derivation' is disabled/,
    explain: ({ drv }) => ({
      sentence: `the configuration imports what ${basename(drv)} builds, but Nix does not allow building during evaluation`,
      hint: "allow it with --option allow-import-from-derivation true",
    }),
  },
  {
    name: "experimental features",
    pattern: /^experimental Nix feature '(?<feature>[^']+)' is disabled/,
    explain: ({ feature }) => ({
      sentence: `the Nix feature ${feature} is disabled`,
      hint: "add to nix.conf: extra-experimental-features = nix-command flakes",
    }),
  },
  {
    name: "lock file not writable",
    pattern: /opening file ['"](?<file>[^'"]+flake\.lock)['"]: (?<reason>.+)/,
    explain: ({ file, reason }) => ({
      sentence: `the lock file ${file} cannot be written: ${reason}`,
      hint: "lock the flake where it can be written, with nix flake lock, or work on a copy of it",
    }),
  },
  {
    name: "lock file out of date",
    pattern: /^flake '(?<flake>[^']+)' requires lock file changes/,
    explain: ({ flake }) => ({
      sentence: `the lock file of ${flake} is out of date`,
      hint: `update it with: nix flake lock ${shellQuote(flake!)}`,
    }),
  },
  {
    name: "disk full",
    pattern: /No space left on device|database or disk is full/,
    explain: () => ({
      sentence: "the disk is full",
      hint: "nix-collect-garbage removes what nothing needs; df shows where room is",
    }),
  },
  {
    name: "daemon not running",
    pattern: /^cannot connect to (?:socket|daemon) at '(?<socket>[^']+)': (?<reason>.+)$/,
    explain: ({ socket, reason }) => ({
      sentence: `the Nix daemon is not running: ${socket}: ${reason}`,
      hint: "start it with: systemctl start nix-daemon.socket; where Nix has no daemon, unset NIX_REMOTE",
    }),
  },
  {
    name: "store not writable",
    pattern:
      /^(?:could not set permissions on|opening lock file|creating directory|opening file) ['"](?<path>\/nix\/[^'"]+)['"](?: to \d+)?: (?<reason>Permission denied|Operation not permitted|Read-only file system)/,
    explain: ({ path, reason }) => ({
      sentence: `the Nix store cannot be written: ${path}: ${reason}`,
      hint: "use the daemon (NIX_REMOTE=daemon), or run as the user that owns /nix",
    }),
  },
  {
    name: "out of memory",
    pattern: /^out of memory$/,
    explain: () => ({
      sentence: "Nix ran out of memory",
      hint: "run fewer evaluations at once with --eval-jobs 1, or name some of the hosts with --host",
    }),
  },
  {
    name: "owner",
    pattern: /(?:dubious ownership in repository at|repository path) '(?<path>[^']+)'/,
    explain: ({ path = "" }) => ({
      sentence: `the Git checkout ${path} belongs to another user, so Git does not read it`,
      hint: `work as that user, or trust it with: git config --global --add safe.directory ${shellQuote(path)}`,
    }),
  },
  {
    name: "no git",
    pattern: /executing 'git': No such file or directory/,
    explain: () => ({
      sentence: "git is not on PATH, and this Nix needs it for a flake in a Git checkout",
      hint: "install git, or use the directory without Git: --flake path:.",
    }),
  },
  {
    name: "search path",
    pattern: /^file '(?<name>[^']+)' was not found in the Nix search path/,
    explain: ({ name }) => ({
      sentence: `the configuration reads <${name}>, which NIX_PATH does not name`,
      hint: `set NIX_PATH=${name}=DIRECTORY, or use a flake`,
    }),
  },
  {
    name: "build users",
    pattern: /^the group '(?<group>[^']+)' specified in 'build-users-group' does not exist/,
    explain: ({ group }) => ({
      sentence: `the group ${group}, whose users run Nix builds, does not exist`,
      hint: "create the group as the Nix manual describes, or build as yourself with --option build-users-group ''",
    }),
  },
  {
    name: "pure evaluation",
    pattern: /^access to absolute path '(?<path>[^']+)' is forbidden in pure eval/,
    explain: ({ path }) => ({
      sentence: `the configuration reads ${path}, which is not part of the flake`,
      hint: "move it into the flake, or allow it with --impure",
    }),
  },
  {
    name: "not tracked",
    pattern: /^Path '(?<path>[^']+)' in the repository "?(?<repository>[^"]+?)"? is not tracked by Git/,
    explain: ({ path, repository }) => ({
      sentence: `${path} is not tracked by Git, so it is not part of the flake ${repository}`,
      hint: `track it with: git -C ${shellQuote(repository!)} add ${shellQuote(path!)}`,
    }),
  },
  {
    name: "missing file",
    pattern: new RegExp(
      `^(?:getting status of|path) '(?=[^']*'(?:: No such file or directory| does not exist))[^']*?/${HASH}-source/(?<path>[^']+)'`,
    ),
    explain: ({ path }) => ({
      sentence: `${path} is not part of the flake`,
      hint: `if it exists in a Git checkout, track it: git add ${shellQuote(path!)}`,
    }),
  },
  {
    name: "download",
    pattern: /unable to download '(?<url>[^']+)': (?<reason>[^)]+\)?)/,
    explain: ({ url, reason }) => ({
      sentence: `cannot download ${url}: ${reason}`,
      hint: "check your network, or use --offline to use only what is cached",
    }),
  },
  {
    name: "platform",
    pattern:
      /^(?:a '(?<old>[^']+)' with features .* is required to build|Cannot build) '(?<drv>[^']+)'(?:, but I am a |\. Reason: platform mismatch Required system: '(?<system>[^']+)')/,
    explain: ({ old, system, drv }) => ({
      sentence: `${basename(drv)} can only be built on ${old ?? system}, which this machine is not`,
      hint: "name a machine that is with --builders; an emulated one is named by --option extra-platforms",
    }),
  },
  {
    name: "deleted path",
    pattern: /^path '(?<path>[^']+)' is not valid/,
    explain: ({ path }) => ({
      sentence: `${path} is not in the store`,
      hint: "it may have been collected as garbage in between; run the command again",
    }),
  },
  {
    name: "hash mismatch",
    pattern:
      /^hash mismatch in fixed-output derivation '(?<drv>[^']+)': specified: (?<old>\S+) got:\s+(?<got>\S+)/,
    explain: ({ drv, old, got }) => ({
      sentence: `${basename(drv)} has a hash mismatch: expected ${old}, got ${got}`,
      hint: "if the download is right, update the hash in the package's definition",
    }),
  },
  {
    name: "no such option",
    pattern: /^The option `(?<option>[^']+)' does not exist/,
    explain: ({ option }, lines) => ({
      sentence: `there is no option ${option}`,
      items: listed(lines),
      hint: "it may be misspelt, or belong to another nixpkgs or to a module that is not imported",
    }),
  },
  {
    name: "conflicting definitions",
    pattern: /^The option `(?<option>[^']+)' has conflicting definition values/,
    explain: ({ option }, lines) => ({
      sentence: `the option ${option} has conflicting values`,
      items: listed(lines),
      hint: "remove one of them, or use lib.mkForce on the one to keep",
    }),
  },
  {
    name: "refused package",
    pattern:
      /^Package ‘(?<name>[^’]+)’ in (?<place>\S+) (?<reason>(?:has an unfree license|is marked as|is not available)[^,(]*)/,
    explain: ({ name, place, reason }) => ({
      sentence: `the package ${name} ${reason!.trim()} (${place})`,
      hint: "allow it in the configuration: nixpkgs.config.allowUnfree, permittedInsecurePackages or allowBroken",
    }),
  },
];

/** Explains a failure in our words where it is known. `lines` are those of Nix' message. */
export function explainKnownError(
  explanation: NixExplanation,
  lines: readonly string[],
): NixExplanation & Explanation & { known?: string } {
  for (const { name, pattern, explain } of KNOWN_ERRORS) {
    const found = pattern.exec(explanation.sentence);
    if (found !== null) return { ...explanation, ...explain(found.groups ?? {}, lines), known: name };
  }
  return explanation;
}

/** The points of a list; a line that begins otherwise belongs to the point above it. */
function listed(lines: readonly string[]): string[] {
  const items: string[] = [];
  for (const line of lines) {
    if (/^\s*- /.test(line)) items.push(line.trim().slice(2));
    else if (items.length > 0 && /^\s/.test(line)) items.push(`${items.pop()!} ${line.trim()}`);
  }
  return items;
}
