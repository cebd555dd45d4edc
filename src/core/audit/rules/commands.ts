import { closureOf } from "../../closure.ts";
import { writtenOption } from "../../explain/sources.ts";
import { nameOf } from "../../explain/match.ts";
import { storePathsIn } from "../../facts/options.ts";
import type { ShellCommand } from "../../facts/shell.ts";
import type { Script, ServiceFacts } from "../facts.ts";
import { finding, type Finding, type Rule } from "../finding.ts";

/** Bare commands in the service's own scripts, looked up on the PATH that they will have. */
export const bareCommands: Rule = (facts) => {
  const found = facts.scripts.flatMap((script) => {
    const names = new Set<string>();
    return script.shell.commands.flatMap((command) => {
      if (command.kind !== "bare" || command.name === null || names.has(command.name)) return [];
      names.add(command.name);
      return judge(facts, script, command, command.name);
    });
  });
  return [...new Map(found.map((each) => [each.what, each])).values()];
};

function judge(facts: ServiceFacts, script: Script, command: ShellCommand, name: string): Finding[] {
  // A function of a file that is sourced, a word that may be none: nothing is said of what the script itself asks after.
  if (command.confidence === "low") return [];
  const path = searchPath(facts, script);
  if (path === null) return [];
  const places = path
    .map((folder) => `${folder}/${name}`)
    .filter((place) => facts.files.stat(place) !== null);
  const where = {
    option: [...writtenOption(facts.service, ["serviceConfig", script.command.option])],
    target: { kind: "text", text: name } as const,
    confidence: command.confidence,
  };
  const shown = places.find((place) => facts.view.shows(place));
  if (shown !== undefined) return accidental(facts, script, shown, name, where);
  const [first] = places;
  if (first === undefined) return [finding(facts, "CU102", { name }, { ...where, confidence: "medium" })];
  const [owner = first] = storePathsIn(first);
  const remedies = [{ kind: "path" }] as const;
  return [finding(facts, "CU101", { name, package: nameOf(owner) }, { ...where, remedies })];
}

/** The folders of PATH; null where the script computes them. */
function searchPath({ environment }: ServiceFacts, { shell }: Script): string[] | null {
  let folders = (environment["PATH"] ?? "").split(":").filter((folder) => folder.startsWith("/"));
  for (const assigned of shell.searchPaths.filter(({ forOneCommand }) => !forOneCommand)) {
    if (assigned.folders.includes(null)) return null;
    folders = assigned.folders.flatMap((folder) => (folder === "$PATH" ? folders : [folder!]));
  }
  return folders;
}

function accidental(
  facts: ServiceFacts,
  script: Script,
  place: string,
  name: string,
  where: Parameters<typeof finding>[3],
): Finding[] {
  const [owner] = storePathsIn(place);
  const [home] = storePathsIn(script.path);
  if (owner === undefined || home === undefined || !facts.graph.has(home)) return [];
  const { packages, binSh } = facts.service.confinement;
  const execs = new Set(facts.commands.map(({ line }) => line));
  const listed = packages.filter((text) => !execs.has(text) && text !== binSh);
  const own = closureOf(facts.graph, [home]);
  if (own.has(owner) || listed.some((text) => text.includes(owner))) return [];
  return [
    finding(facts, "CU308", { name, package: nameOf(owner) }, { ...where, remedies: [{ kind: "path" }] }),
  ];
}
