import { nameOf, ownerOf } from "../../store-path/store-path.ts";
import { baseName, isBelow } from "../../base/paths.ts";
import type { MissingAccess, AccessKind } from "./trace.ts";
import { profileFor, type ProfileName } from "../../reference/profiles.ts";
import type { Edit, Subject } from "../../diagnostics/edit.ts";
import { fixesOf, manual, safe, unsafe, type Fix, type Proposal } from "../../diagnostics/fix.ts";
import type { AuditFinding, Code } from "../audit/rules/index.ts";

/** What is likely to fix a thing that was missed. */
interface Suggestion {
  /** Of the audit's finding that predicts it; null: none does. */
  code: Code | null;
  /** What the finding says; null: only what to add is known. */
  message: string | null;
  fixes: readonly Fix[];
}

/** What was missed, once for each thing: a command or a library that was looked for in several directories is one. */
export interface MissingThing {
  kind: AccessKind;
  /** The path, or the name of what was searched for. */
  name: string;
  /** Where it was looked for; one for what is a path. */
  paths: string[];
  times: number;
  suggestion: Suggestion | null;
}

/** Groups what was missed, with the audit's finding where one predicts it. */
export function suggestFor(
  missed: readonly MissingAccess[],
  findings: readonly AuditFinding[],
  subject: Subject,
): MissingThing[] {
  const things = new Map<string, MissingThing>();
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
        suggestion: predicted(kind, name, path, findings) ?? usual(kind, path, subject),
      });
    else {
      thing.paths.push(path);
      thing.times += times;
    }
  }
  return [...things.values()];
}

function predicted(
  kind: AccessKind,
  name: string,
  path: string,
  findings: readonly AuditFinding[],
): Suggestion | null {
  const found = findings.find((finding) => predicts(finding, kind, name, path));
  return found === undefined ? null : { code: found.code, message: found.message, fixes: found.fixes };
}

/** Whether what a finding says is missing is what was looked for. */
function predicts(finding: AuditFinding, kind: AccessKind, name: string, path: string): boolean {
  if (finding.target.kind === "storePath") return isBelow(path, finding.target.storePath);
  switch (finding.code) {
    case "CU101":
    case "CU102":
    case "CU308":
      return kind === "program" && finding.args.command === name;
    case "CU106":
      // execve says of the program that it does not exist when its interpreter does not.
      return [path, name].includes(finding.args.interpreter) || path.endsWith(`-${finding.args.program}`);
    case "CU107":
      return kind === "library" && finding.args.library === name;
    case "CU108":
      return isBelow(path, finding.args.path);
    case "CU113":
      return /^\/etc\/(?:localtime|zoneinfo)|\/zoneinfo\//.test(path);
    default: {
      const profile = profileFor(path);
      return profile !== null && PREDICTED[profile] === finding.code;
    }
  }
}

/** The rule that predicts that what a profile has is looked for. */
const PREDICTED: Partial<Record<ProfileName, Code>> = { dns: "CU111", tls: "CU112" };

function usual(kind: AccessKind, path: string, subject: Subject): Suggestion | null {
  const add = (...proposals: Proposal[]): Suggestion => ({
    code: null,
    message: null,
    fixes: fixesOf(proposals, subject),
  });
  if (kind === "optional" || kind === "other") {
    const profile = kind === "other" ? profileFor(path) : null;
    return profile === null ? null : add(unsafe({ kind: "profile", name: profile }));
  }
  const edit = editFor(kind, path);
  if (edit !== null) return add(edit.kind === "path" ? safe(edit) : unsafe(edit));
  const store = nameOf(ownerOf(path) ?? path);
  return add(manual(`add ${store} to the chroot`, "confinement.packages = [ pkgs.… ];"));
}

function editFor(kind: AccessKind, path: string): Edit | null {
  const profile = profileFor(path);
  if (profile !== null) return { kind: "profile", name: profile };
  if (kind === "program") return { kind: "path" };
  if (kind === "device or API") return { kind: "confinement", name: "mode", value: "full-apivfs" };
  return kind === "configuration" ? { kind: "bind", bind: `-${path}` } : null;
}
