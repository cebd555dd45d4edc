/**
 * The builder of a check: `node check.cjs` inside a Nix build (nix/checks.nix). It compares a host's drop-ins, built, with
 * those of the reference, built, and writes to $out how many are the same.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { comparableServices, describeDifference, driftsOf } from "./drop-in/compare/check.ts";
import { compareDropIns } from "./drop-in/compare/drop-in.ts";
import { comparisonSummary, type Comparison } from "./drop-in/compare/summary.ts";
import { ConfinedUnitsError } from "./base/errors.ts";
import { escapeTerminal } from "./base/sanitize.ts";
import { parseManifest } from "./manifest/decode.ts";
import { readDropIns } from "./fs/read-drop-ins.ts";

/** The derivation's environment; nix/checks.nix sets all of it. */
const { manifestPath = "", ours = "", anyScript = "", out = "" } = process.env;

/** Into the build log. */
function say(line: string): void {
  process.stderr.write(escapeTerminal(`${line}\n`));
}

function report({ message, hint }: ConfinedUnitsError): void {
  say(`error: ${message}${hint === undefined ? "" : `\nhint: ${hint}`}`);
}

/** How the host's services compare, and why some were not compared. */
function check(): { counts: Comparison; errors: ConfinedUnitsError[] } {
  const manifest = parseManifest(readFileSync(manifestPath, "utf8"));
  const drifts = anyScript === "1" ? [] : driftsOf(manifest);
  const all = manifest.services.length;
  drifts.forEach(report);
  if (drifts.length > 0) return { counts: { all, compared: 0, same: 0 }, errors: drifts };
  const made = readDropIns(ours);
  const { comparable, errors } = comparableServices(manifest);
  errors.forEach(report);
  let same = 0;
  for (const { service, path } of comparable) {
    const unit = `lib/systemd/system/${service.name}.service`;
    const own = made.filter((file) => file.path === unit || file.path.startsWith(`${unit}.d/`));
    const difference = compareDropIns(service.name, readDropIns(path), own);
    if (difference === null) same++;
    else say(describeDifference(difference));
  }
  return { counts: { all, compared: comparable.length, same }, errors };
}

try {
  const { counts, errors } = check();
  const sentence = comparisonSummary(counts, errors);
  say(sentence);
  if (counts.same === counts.all) writeFileSync(out, `${sentence}\n`);
  else process.exitCode = 1;
} catch (error) {
  if (!(error instanceof ConfinedUnitsError)) throw error;
  report(error);
  process.exitCode = 1;
}
