import type { Finding } from "./finding.ts";
import { kindOfFix, oneFix, type Fix } from "./fix.ts";
import { formatMany, listedArgument } from "./message.ts";

/** A finding, with the reason where it is ignored. */
type Groupable = Finding & { reason?: string };

/**
 * Findings as people want them: those of one service with one cause and one kind of fix are one, at the place of the first. `manyOf`
 * gives the message of a rule for several findings; without one, each stays by itself. Only for people: programs get each finding.
 */
export function groupFindings<F extends Groupable>(
  findings: readonly F[],
  manyOf: (code: string) => string | undefined,
): F[] {
  const groups = new Map<string, [F, ...F[]]>();
  for (const [index, finding] of findings.entries()) {
    const listed = listedArgument(manyOf(finding.code) ?? "");
    const key = listed === null ? String(index) : keyOf(finding, listed);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [finding]);
    else group.push(finding);
  }
  return [...groups.values()].map((group) => merged(group, manyOf(group[0].code) ?? ""));
}

/** What findings have in common that are one for people; lines and columns in a file may differ. */
function keyOf(finding: Groupable, listed: string): string {
  const { service, code, option, place, severity, confidence, reason, args, fixes } = finding;
  const others = Object.entries(args).filter(([name]) => name !== listed);
  return JSON.stringify([
    [service, code, option, place?.file, severity, confidence, reason],
    others.toSorted(([a], [b]) => (a < b ? -1 : 1)),
    fixes.map(kindOfFix),
  ]);
}

function merged<F extends Groupable>(group: readonly [F, ...F[]], many: string): F {
  const [first] = group;
  if (group.length === 1) return first;
  const listed = listedArgument(many) ?? "";
  const names = group.map(({ args }) => String(args[listed]));
  const fixes = first.fixes.map((_, index) =>
    oneFix(group.map((each) => each.fixes[index]!) as [Fix, ...Fix[]]),
  );
  return { ...first, message: formatMany(many, first.args, names), fixes };
}
