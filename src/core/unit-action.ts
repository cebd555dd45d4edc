/** What systemd does with a unit when a host is switched from one configuration to the other. */
export type UnitAction = "start" | "stop" | "restart" | "reload" | "none";

interface Unit {
  file: string;
  content: string;
  unitText: string | null;
}

/**
 * NixOS' switch-to-configuration compares a unit with its drop-ins; where one differs, the unit is restarted, unless it says
 * otherwise by `reloadIfChanged` or `restartIfChanged`. Where the unit itself is not known on both sides, its drop-in and the settings that are known decide.
 */
export function unitAction(
  before: Unit | undefined,
  after: Unit | undefined,
  settingsDiffer: boolean,
): UnitAction {
  if (after === undefined) return "stop";
  if (before === undefined) return "start";
  const isKnown = before.unitText !== null && after.unitText !== null;
  if (isSameUnit(before, after) && (isKnown || !settingsDiffer)) return "none";
  const said = (name: string) => settingIn(after.unitText ?? "", name);
  if (isTrue(said("X-ReloadIfChanged"))) return "reload";
  const restart = said("X-RestartIfChanged");
  return restart !== undefined && !isTrue(restart) ? "none" : "restart";
}

/** Whether a unit and its drop-in are the same, as far as both sides know them. */
export function isSameUnit(before: Unit, after: Unit): boolean {
  const isTextSame =
    before.unitText === null || after.unitText === null || before.unitText === after.unitText;
  return before.file === after.file && before.content === after.content && isTextSame;
}

const isTrue = (value: string | undefined) => value !== undefined && /^(?:1|true|yes|on)$/i.test(value);

/** The value of a setting where a unit's text has it first. */
function settingIn(text: string, name: string): string | undefined {
  const start = `${name}=`;
  return text
    .split("\n")
    .find((line) => line.startsWith(start))
    ?.slice(start.length);
}
