import { withoutEnd } from "../base/ends.ts";
/** One assignment in a unit's text. */
export interface UnitLine {
  section: string;
  name: string;
  value: string;
  /** Where it begins and ends in the text, from 1; systemd names the last line in its messages. */
  firstLine: number;
  lastLine: number;
}

/**
 * The assignments in the text of a unit, or of several one after the other, as `systemctl cat` prints a unit and its drop-ins. A
 * backslash at the end of a line continues it, comments between the parts are left out (systemd.syntax(7)).
 */
export function readUnitFile(text: string): UnitLine[] {
  const found: UnitLine[] = [];
  let section = "";
  let continued: { text: string; firstLine: number } | null = null;
  for (const [index, line] of text.split("\n").entries()) {
    if (/^[ \t\r]*[#;]/.test(line)) continue;
    const firstLine: number = continued?.firstLine ?? index + 1;
    const whole: string = (continued?.text ?? "") + line;
    if (endsInBackslash(line)) {
      continued = { text: `${whole.slice(0, -1)} `, firstLine };
      continue;
    }
    continued = null;
    const trimmed = whole.trim();
    if (trimmed.startsWith("[")) section = /^\[(.*)\]$/.exec(trimmed)?.[1] ?? section;
    else found.push(...assignmentIn(trimmed, { section, firstLine, lastLine: index + 1 }));
  }
  return found;
}

function assignmentIn(text: string, where: Pick<UnitLine, "section" | "firstLine" | "lastLine">): UnitLine[] {
  const at = text.indexOf("=");
  return at < 1 ? [] : [{ name: text.slice(0, at).trim(), value: text.slice(at + 1).trim(), ...where }];
}

/** Whether the last backslash stands for itself. */
const endsInBackslash = (line: string) => (line.length - withoutEnd(line, "\\").length) % 2 === 1;

/**
 * The settings in the [Service] sections of a unit and its drop-ins. An empty one takes back those before it.
 */
export function readServiceSettings(text: string): Record<string, string[]> {
  const settings = new Map<string, string[]>();
  for (const { section, name, value } of readUnitFile(text))
    if (section === "Service") settings.set(name, value === "" ? [] : [...(settings.get(name) ?? []), value]);
  return Object.fromEntries(settings);
}
