import { distance } from "../base/did-you-mean.ts";
import { NAMES_BY_KIND, NAMES_SINCE } from "./setting-names.ts";

export type SettingKind = keyof typeof NAMES_BY_KIND | "other";

/** A setting that a [Service] section can have. */
export interface SettingFact {
  name: string;
  kind: SettingKind;
  /** The version of systemd that it came with; 0: one before 230. */
  since: number;
}

const split = (names: string) => names.split(/\s+/);

const KINDS = new Map<string, SettingKind>(
  Object.entries(NAMES_BY_KIND).flatMap(([kind, names]) =>
    split(names).map((name): [string, SettingKind] => [name, kind as SettingKind]),
  ),
);

/** All settings, by name. */
export const SETTINGS: ReadonlyMap<string, SettingFact> = new Map(
  Object.entries(NAMES_SINCE).flatMap(([since, names]) =>
    split(names).map((name): [string, SettingFact] => [
      name,
      { name, kind: KINDS.get(name) ?? "other", since: Number(since) },
    ]),
  ),
);

/** Whether a name is one of a setting that a systemd of this version does not have yet. */
export const isNewerThan = (name: string, version: number): boolean =>
  (SETTINGS.get(name)?.since ?? 0) > version;

const ROOTS = ["RootDirectory", "RootImage"];

/** Settings whose paths are mounted when a service starts, or have to be there for it. */
export const MOUNT_SETTINGS: readonly string[] = [
  ...[...SETTINGS.values()]
    .filter(({ kind }) => kind === "paths" || kind === "mounts")
    .map(({ name }) => name),
  ...ROOTS,
];

/** `ReadOnlyBindPaths` and `BindReadOnlyPaths` have the same words. */
const wordsOf = (name: string) =>
  (name.match(/[A-Z]+(?![a-z])|[A-Z][a-z]+/g) ?? [name]).toSorted().join(" ").toLowerCase();

/** A name that was seen in the wild, and that is further off than others are. */
const SEEN: Readonly<Record<string, string>> = { RestrictSUIDGUID: "RestrictSUIDSGID" };

/** Shorter names are near to too many. */
const SHORTEST = 8;

const MOST_EDITS = 2;

/**
 * The setting that a name was meant to be: its words in another order, in other letters, or up to two letters off. Null for a name
 * of a setting, for one that systemd leaves to others (`X-…`), and where none is near.
 */
export function nearestSetting(name: string): string | null {
  if (SETTINGS.has(name) || name.startsWith("X-")) return null;
  if (SEEN[name] !== undefined) return SEEN[name];
  const known = [...SETTINGS.keys()];
  const mixed = known.find(
    (each) => wordsOf(each) === wordsOf(name) || each.toLowerCase() === name.toLowerCase(),
  );
  if (mixed !== undefined) return mixed;
  if (name.length < SHORTEST) return null;
  const [best] = known
    .map((each) => ({ each, edits: distance(each, name) }))
    .toSorted((one, other) => one.edits - other.edits);
  return best !== undefined && best.edits <= MOST_EDITS ? best.each : null;
}
