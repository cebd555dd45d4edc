import { finding, setting } from "../../audit/finding.ts";
import { nixString } from "../../nix-text.ts";
import { nameOf } from "../../explain/match.ts";
import { storePathsIn } from "../../facts/options.ts";
import type { Case, Cause } from "../cause.ts";
import type { Clue } from "../journal.ts";

/** 127: what a shell or the loader says it did not find; where the journal has no such word, all that the audit foresees. */
export function commandCauses(subject: Case): Cause[] {
  const { clues, foreseen, status } = subject;
  const known = foreseen.filter(({ code }) => status!.codes.includes(code));
  const missed = clues.filter(({ kind }) => kind === "command" || kind === "library");
  if (missed.length === 0) return known;
  const causes = missed.flatMap((clue): Cause[] => {
    const told = known.filter(({ what, target }) =>
      clue.kind === "library"
        ? what.includes(clue.name)
        : target.kind === "text" && target.text === clue.name,
    );
    if (told.length > 0) return told.map((each): Cause => ({ ...each, confidence: "high" }));
    return [clue.kind === "library" ? library(subject, clue) : command(subject, clue)];
  });
  return [...new Map(causes.map((cause) => [cause.what, cause])).values()];
}

function library({ facts, ending }: Case, { name }: Clue): Cause {
  const option = ending.option ?? "ExecStart";
  const fix = [`confinement.packages = [ pkgs.… ];  # that has lib/${name}`];
  const words = { program: ending.program ?? "the program", library: name };
  return finding(facts, "CU107", words, { ...setting(option), fix });
}

function command({ facts, ending }: Case, { name }: Clue): Cause {
  const where = { ...setting(ending.option ?? "ExecStart"), confidence: "high" } as const;
  const target = { kind: "text", text: name } as const;
  if (name.startsWith("/")) {
    const [storePath] = storePathsIn(name);
    const add =
      storePath === undefined
        ? `serviceConfig.BindReadOnlyPaths = [ ${nixString(name)} ];`
        : `confinement.packages = [ pkgs.… ];  # that of ${nameOf(storePath)}`;
    const words = { option: where.option.at(-1)!, path: name };
    return finding(facts, storePath === undefined ? "CU108" : "CU104", words, {
      ...where,
      target,
      fix: [add],
    });
  }
  const folders = (facts.environment["PATH"] ?? "").split(":").filter((folder) => folder.startsWith("/"));
  const places = folders.map((folder) => `${folder}/${name}`);
  const [owner] = storePathsIn(places.find((place) => facts.files.stat(place) !== null) ?? "");
  const remedies = [{ kind: "path" }] as const;
  if (owner === undefined) {
    const fix = [`path = [ pkgs.… ];  # that has bin/${name}`];
    return finding(facts, "CU102", { name }, { ...where, target, fix, remedies });
  }
  return finding(facts, "CU101", { name, package: nameOf(owner) }, { ...where, target, remedies });
}
