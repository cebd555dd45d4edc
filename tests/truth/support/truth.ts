import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { nix } from "../../support/nix.ts";
import { servicesWritten } from "./comments.ts";
import { named, proposedFixes, writeFix, type ProposedFix } from "./fixes.ts";
import { buildHost, hostExpression, type FixModule, type HostChoice } from "./host.ts";
import type { TruthCase } from "./judge.ts";
import { predict } from "./prediction.ts";
import { runServices } from "./run.ts";

/**
 * Audits the services, runs each unconfined, confined, and with each fix and all fixes that the audit proposes, and puts
 * side by side what was said and what happened.
 */
export async function findTruth(choice: Pick<HostChoice, "group" | "dialect"> = {}): Promise<TruthCase[]> {
  const prediction = await predict(hostExpression(choice));
  const fixes = proposedFixes(prediction.findings);
  const directory = mkdtempSync(join(tmpdir(), "confined-units-truth-"));
  try {
    const written = fixes.map((fix) => writeFix(fix, directory));
    const usable = evaluable(
      choice,
      written.filter((each) => each !== null),
    );
    const built = buildHost({ ...choice, fixes: usable });
    const services = [...servicesWritten()].filter(([name]) => `${name}.service` in built.units);
    const names = services.map(([name]) => name);
    const runs = new Set(usable.map(({ name }) => name));
    const outcomes = runServices(built, [
      names.map((name) => named(name, "-open")),
      names,
      ...rounds(fixes.filter(({ name }) => runs.has(name))),
    ]);
    return services.map(([service, { group, does }]) => ({
      service,
      group,
      does,
      unconfined: outcomes.get(named(service, "-open"))!,
      confined: outcomes.get(service)!,
      findings: prediction.findings.filter((each) => each.service === service),
      unknown: prediction.unknown.get(service) ?? [],
      fixes: fixes
        .filter((fix) => fix.service === service)
        .map(({ name, codes, all }) => ({ codes, all, outcome: outcomes.get(name) ?? null })),
    }));
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

/** Variants of one service meet in their directories and ports: each round has one of each. */
function rounds(fixes: readonly ProposedFix[]): string[][] {
  const taken = new Map<string, number>();
  const all: string[][] = [];
  for (const { service, name } of fixes) {
    const round = taken.get(service) ?? 0;
    taken.set(service, round + 1);
    (all[round] ??= []).push(name);
  }
  return all;
}

/** The fixes with which the host evaluates. */
function evaluable(choice: HostChoice, fixes: readonly FixModule[]): FixModule[] {
  if (evaluates(choice, fixes)) return [...fixes];
  if (fixes.length === 1) return [];
  const middle = Math.ceil(fixes.length / 2);
  return [fixes.slice(0, middle), fixes.slice(middle)].flatMap((half) => evaluable(choice, half));
}

function evaluates(choice: HostChoice, fixes: readonly FixModule[]): boolean {
  try {
    nix("nix-instantiate", ["--expr", `(${hostExpression({ ...choice, fixes })}).units`]);
    return true;
  } catch {
    if (fixes.length === 0) throw new Error("the host of tests/truth does not evaluate");
    return false;
  }
}
