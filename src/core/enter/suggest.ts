import { nameOf, ownerOf } from "../../store-path/store-path.ts";
import { baseName, isBelow } from "../../base/paths.ts";
import type { Finding } from "../audit/finding.ts";
import { linesOf, type Remedy, type Subject } from "../audit/remedy.ts";
import type { Code } from "../audit/words.ts";
import type { Missed, MissedKind } from "./trace.ts";
import { profileFor, type ProfileName } from "../../reference/profiles.ts";

/** What is likely to mend a thing that was missed. */
interface Suggestion {
  /** Of the audit's finding that it is; null: none foresees it. */
  code: Code | null;
  /** What the finding says; null: nothing but what to add. */
  what: string | null;
  fix: readonly string[];
}

/** What was missed, once for each thing: a command or a library that was looked for in several folders is one. */
export interface MissedThing {
  kind: MissedKind;
  /** The path, or the name of what was searched for. */
  name: string;
  /** Where it was looked for; one for what is a path. */
  paths: string[];
  times: number;
  suggestion: Suggestion | null;
}

/** Groups what was missed, and takes the audit's word for it where it has one. */
export function suggestFor(
  missed: readonly Missed[],
  findings: readonly Finding[],
  subject: Subject,
): MissedThing[] {
  const things = new Map<string, MissedThing>();
  for (const { path, kind, times } of missed) {
    const isSearched = kind === "program" || kind === "library";
    const name = isSearched ? baseName(path) : path;
    const thing = things.get(`${kind} ${name}`);
    if (thing === undefined)
      things.set(`${kind} ${name}`, {
        kind,
        name,
        paths: [path],
        times,
        suggestion: foreseen(kind, name, path, findings) ?? usual(kind, path, subject),
      });
    else {
      thing.paths.push(path);
      thing.times += times;
    }
  }
  return [...things.values()];
}

function foreseen(
  kind: MissedKind,
  name: string,
  path: string,
  findings: readonly Finding[],
): Suggestion | null {
  const profile = profileFor(path);
  const found = findings.find(({ code, target, what, option }) => {
    if (target.kind === "storePath") return isBelow(path, target.storePath);
    if (kind === "program" && ["CU101", "CU102", "CU308"].includes(code))
      return target.kind === "text" && target.text === name;
    if (kind === "library") return code === "CU107" && what.includes(name);
    if (code === "CU106") return what.includes(` ${path},`);
    if (code === "CU108") return target.kind === "text" && isBelow(path, target.text);
    if (code === "CU113")
      return /^\/etc\/(?:localtime|zoneinfo)|\/zoneinfo\//.test(path) && option.length > 0;
    return profile !== null && FORESEEN[profile] === code;
  });
  return found === undefined ? null : { code: found.code, what: found.what, fix: found.fix };
}

/** The rule that foresees that what a profile has is looked for. */
const FORESEEN: Partial<Record<ProfileName, Code>> = { dns: "CU111", tls: "CU112" };

function usual(kind: MissedKind, path: string, subject: Subject): Suggestion | null {
  const add = (...remedies: Remedy[]): Suggestion => ({
    code: null,
    what: null,
    fix: remedies.flatMap((remedy) => linesOf(remedy, subject)),
  });
  if (kind === "spare") return null;
  const profile = profileFor(path);
  if (profile !== null) return add({ kind: "profile", name: profile });
  if (kind === "program") return add({ kind: "path" });
  if (kind === "device or API") return add({ kind: "confinement", name: "mode", value: "full-apivfs" });
  if (kind === "configuration") return add({ kind: "bind", bind: `-${path}` });
  if (kind === "other") return null;
  const name = nameOf(ownerOf(path) ?? path);
  return { code: null, what: null, fix: [`confinement.packages = [ pkgs.… ];  # that of ${name}`] };
}
