import type { Json } from "../base/json.ts";
import { listOf } from "./lines.ts";
import { simplifyPath } from "./path.ts";
import { unknownSpecifier, withSpecifiers } from "./specifiers.ts";
import { wordsOf } from "./words.ts";

/** The settings by which systemd makes directories for a service: systemd.exec(5), table of `RuntimeDirectory=`. */
export const DIRECTORIES = {
  RuntimeDirectory: { base: "/run", variable: "RUNTIME_DIRECTORY" },
  StateDirectory: { base: "/var/lib", variable: "STATE_DIRECTORY" },
  CacheDirectory: { base: "/var/cache", variable: "CACHE_DIRECTORY" },
  LogsDirectory: { base: "/var/log", variable: "LOGS_DIRECTORY" },
  ConfigurationDirectory: { base: "/etc", variable: "CONFIGURATION_DIRECTORY" },
} as const;
export type DirectoryOption = keyof typeof DIRECTORIES;

export const DIRECTORY_OPTIONS = Object.keys(DIRECTORIES) as DirectoryOption[];

export interface ServiceDirectory {
  option: DirectoryOption;
  /** Below the option's base. */
  name: string;
  path: string;
  /** The symlink to it that is asked for by `NAME:LINK`; null: none. */
  link: string | null;
}

/** The directories that systemd makes for a service, in the order of the table; what it would ignore is left out. */
export function directoriesOf(settings: Record<string, Json>, service: string): ServiceDirectory[] {
  return DIRECTORY_OPTIONS.flatMap((option) => {
    return listOf(settings[option]).flatMap((line) => directoriesIn(option, line, service));
  });
}

function directoriesIn(option: DirectoryOption, line: string, service: string): ServiceDirectory[] {
  const { base } = DIRECTORIES[option];
  const found: ServiceDirectory[] = [];
  for (const { text } of wordsOf(line, { escapes: "keep" }).words) {
    // Quotes are removed, escapes are those of the part between two colons; an unknown one ends the line.
    const { words, isWhole } = wordsOf(text, { escapes: "c", quotes: false, separators: ":" });
    if (!isWhole) break;
    const [name, link] = words.map((word) => relative(word.text, service));
    if (name === undefined || name === null || link === null) continue;
    if (link !== undefined && option === "ConfigurationDirectory") continue;
    found.push({
      option,
      name,
      path: `${base}/${name}`,
      link: link === undefined ? null : `${base}/${link}`,
    });
  }
  return found;
}

/** A name as systemd takes it; null for one that it ignores. */
function relative(text: string, service: string): string | null {
  const name = withSpecifiers(text, service);
  if (unknownSpecifier(text) !== null || name.startsWith("/") || name.split("/").includes("..")) return null;
  const path = simplifyPath(name);
  return path === "" || path === "private" || path.startsWith("private/") ? null : path;
}
