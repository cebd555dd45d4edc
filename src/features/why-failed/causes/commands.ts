import { nameOf } from "../../../store-path/store-path.ts";
import { storePathsIn } from "../../../store-path/text.ts";
import type { Case, Cause } from "../cause.ts";
import type { Clue } from "../../../systemd/journal.ts";
import { linesOf } from "../../../diagnostics/edit.ts";
import { identityOf } from "../../../diagnostics/finding.ts";
import { manual, safe } from "../../../diagnostics/fix.ts";
import { setting, subjectOf, text } from "../../audit/rule.ts";
import commandNotInChroot from "../../audit/rules/CU101-command-not-in-chroot.ts";
import commandNotOnPath from "../../audit/rules/CU102-command-not-on-path.ts";
import libraryNotInChroot from "../../audit/rules/CU107-library-not-in-chroot.ts";
import type { AuditFinding } from "../../audit/rules/index.ts";
import { missingPath } from "./paths.ts";

/** 127: what a shell or the loader says it did not find; where the journal has no such message, all that the audit predicts. */
export function commandCauses(subject: Case): Cause[] {
  const { clues, foreseen, status } = subject;
  const known = foreseen.filter(({ code }) => status!.codes.includes(code));
  const missed = clues.filter(({ kind }) => kind === "command" || kind === "library");
  if (missed.length === 0) return known;
  const causes = missed.flatMap((clue): Cause[] => {
    const predicted = known.filter((each) => predicts(each, clue));
    if (predicted.length > 0) return predicted.map((each): Cause => ({ ...each, confidence: "high" }));
    return [clue.kind === "library" ? library(subject, clue) : command(subject, clue)];
  });
  return [...new Map(causes.map((cause) => [identityOf(cause), cause])).values()];
}

function predicts({ code, args, target }: AuditFinding, { kind, name }: Clue): boolean {
  if (kind === "library") return code === "CU107" && args.library === name;
  return target.kind === "text" && target.text === name;
}

function library({ facts, ending }: Case, { name }: Clue): Cause {
  const fix = manual(
    `add the package that has lib/${name} to the chroot`,
    "confinement.packages = [ pkgs.… ];",
  );
  const args = { program: ending.program ?? "the program", library: name };
  const where = { ...setting(ending.option ?? "ExecStart"), fixes: [fix] };
  return libraryNotInChroot.report(subjectOf(facts), args, where);
}

function command(subject: Case, { name }: Clue): Cause {
  const { facts, ending } = subject;
  const option = ending.option ?? "ExecStart";
  if (name.startsWith("/")) return { ...missingPath(facts, option, name), confidence: "high" };
  const where = { ...setting(option), target: text(name), confidence: "high" } as const;
  const directories = (facts.environment.text("PATH") ?? "")
    .split(":")
    .filter((each) => each.startsWith("/"));
  const place = directories.map((each) => `${each}/${name}`).find((each) => facts.files.stat(each) !== null);
  const [owner] = storePathsIn(place ?? "");
  const service = subjectOf(facts);
  if (owner !== undefined) {
    const args = { command: name, package: nameOf(owner) };
    return commandNotInChroot.report(service, args, { ...where, fixes: [safe({ kind: "path" })] });
  }
  const title = `add the package that has bin/${name} to \`path\`, and \`path\` to the chroot`;
  const fix = manual(title, "path = [ pkgs.… ];", ...linesOf([{ kind: "path" }], service));
  return commandNotOnPath.report(service, { command: name }, { ...where, fixes: [fix] });
}
