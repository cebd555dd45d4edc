import { nameOf, ownerOf, shortName } from "../../../store-path/store-path.ts";
import { storePathsIn } from "../../../store-path/text.ts";
import { resolveLibraries } from "../../files/libraries.ts";
import { programAt } from "../../files/program.ts";
import type { Shebang } from "../../files/shebang.ts";
import { walk } from "../../files/walk.ts";
import type { ServiceFacts } from "../facts.ts";
import { finding, setting, type Finding, type Rule, type Where } from "../finding.ts";
import { lookups } from "./lookups.ts";

/** Interpreters and libraries of the programs that Exec lines start, and what those will look for. */
export const programs: Rule = (facts) => {
  const seen = new Set<string>();
  return facts.commands.flatMap(({ option, program }) => {
    if (seen.has(program) || !facts.view.shows(program)) return [];
    seen.add(program);
    const found = programAt(program, facts.files);
    const shebang = found?.shebang ?? null;
    if (shebang !== null) return interpreter(facts, option, program, shebang);
    return found?.kind === "elf" ? libraries(facts, option, program) : [];
  });
};

function interpreter(facts: ServiceFacts, option: string, program: string, shebang: Shebang): Finding[] {
  const { interpreter: path, program: name } = shebang;
  const isThere =
    ownerOf(path, facts.storeDir) !== null
      ? walk(path, facts.files, facts.view.shows).outcome === "found"
      : facts.view.shows(path);
  const lost = (by: string, more: Pick<Where, "fix" | "remedies">) => [
    finding(
      facts,
      "CU106",
      { program: shortName(program, facts.storeDir), interpreter: by },
      { ...setting(option), ...more },
    ),
  ];
  if (isThere)
    return name === null || isOnPath(facts, name) ? [] : lost(name, { remedies: [{ kind: "path" }] });
  if (path === "/bin/sh") return lost(path, { remedies: [{ kind: "shell" }] });
  return lost(
    path,
    path === "/usr/bin/env" ? { remedies: [{ kind: "env" }] } : { fix: bringing(path, facts.storeDir) },
  );
}

/** For a path of the store. */
const bringing = (path: string, storeDir: string) =>
  storePathsIn(path, storeDir).map(
    (owner) => `confinement.packages = [ pkgs.… ];  # that of ${nameOf(owner)}`,
  );

/** What `env` is told to start, as it would find it. */
function isOnPath({ environment, files, view }: ServiceFacts, name: string): boolean {
  const folders = (environment["PATH"] ?? "").split(":").filter((folder) => folder.startsWith("/"));
  return folders.some((folder) => walk(`${folder}/${name}`, files, view.shows).outcome === "found");
}

function libraries(facts: ServiceFacts, option: string, program: string): Finding[] {
  const { LD_LIBRARY_PATH } = facts.environment;
  const report = resolveLibraries(program, {
    files: facts.files,
    isInside: facts.view.shows,
    libraryPath: (LD_LIBRARY_PATH ?? "").split(":").filter(Boolean),
  });
  // A static program has no libraries to be known by.
  if (report.interpreter === null) return [];
  const name = shortName(program, facts.storeDir);
  const isLoaderLost = !report.interpreterFound;
  const where = setting(option);
  return [
    ...(isLoaderLost
      ? [
          finding(
            facts,
            "CU106",
            { program: name, interpreter: report.interpreter },
            { ...where, fix: bringing(report.interpreter, facts.storeDir) },
          ),
        ]
      : []),
    ...report.missing.map((library) =>
      finding(facts, "CU107", { program: name, library: library.name }, where),
    ),
    ...lookups(facts, option, { path: program, name, loaded: report.loaded }),
  ];
}
