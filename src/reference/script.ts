import { ServiceError } from "../base/errors.ts";
import type { Layout } from "./layout.ts";
import { LINE_ROLES, SCRIPT_SHAPES, type LineRole } from "./script-lines.ts";

/** One line of a reference script that does something: trimmed; `binsh=…` without its value. */
export interface ScriptLine {
  sha256: string;
  text: string;
}

/** The rules that a reference script follows. */
export interface ScriptRules {
  layout: Layout;
  /** The `InaccessiblePaths=` lines, as written. */
  inaccessible: string[];
}

/** The directives that the two `hide-…` lines write. */
export const HIDDEN_TMP: readonly string[] = ["InaccessiblePaths=-+/tmp", "InaccessiblePaths=-+/var/tmp"];

/** The reference's script for a service is one that this version has not seen: its nixpkgs changed its rules. */
export class DialectDriftError extends ServiceError {
  /** The lines that no known script has; empty where known lines stand in another order. */
  readonly newLines: readonly string[];

  constructor(service: string, newLines: readonly string[]) {
    const what =
      newLines.length === 0
        ? "its lines are known, but in a new order"
        : `what is new in it:\n${newLines.map((line) => `  + ${line}`).join("\n")}`;
    super(service, `this nixpkgs generates its drop-in by an unknown script; ${what}`, {
      hint: "update confined-units, or choose the rules to follow with --dialect",
    });
    this.newLines = newLines;
  }
}

/** Reads the rules off a reference script. Throws DialectDriftError for a script that is not known. */
export function readScript(service: string, lines: readonly ScriptLine[]): ScriptRules {
  const roles = lines.map((line) => LINE_ROLES.get(line.sha256));
  const isKnown =
    !roles.includes(undefined) && SCRIPT_SHAPES.some((shape) => fits(shape, roles as LineRole[]));
  if (!isKnown) {
    throw new DialectDriftError(
      service,
      lines.filter((_, i) => roles[i] === undefined).map((line) => line.text),
    );
  }
  return {
    layout: roles.includes("unit-file") ? "unit-file" : "drop-in",
    inaccessible: roles.includes("hide-tmp") ? [...HIDDEN_TMP] : [],
  };
}

function fits(shape: (typeof SCRIPT_SHAPES)[number], roles: readonly LineRole[]): boolean {
  let at = 0;
  for (const part of shape) {
    const wanted: readonly LineRole[] = typeof part === "string" ? [part] : part;
    if (wanted.every((role, i) => roles[at + i] === role)) at += wanted.length;
    else if (typeof part === "string") return false;
  }
  return at === roles.length;
}
