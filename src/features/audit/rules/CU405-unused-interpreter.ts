import { nameOf } from "../../../store-path/store-path.ts";
import { storePathsIn } from "../../../store-path/text.ts";
import { defineRule } from "../rule.ts";

const INTERPRETER = /^(?:perl|python3?|ruby|nodejs(?:-slim)?|php|lua|guile|tcl|openjdk)-\d/;

export default defineRule({
  code: "CU405",
  severity: "note",
  confidence: "medium",
  title: "The closure contains an interpreter that no program of the service refers to",
  message: "{package}, an interpreter, is in the closure, but nothing that is started refers to it",
  why: "Something deeper in the closure depends on it, and an intruder can run any program with it.",
  fixes: [
    [
      "manual",
      "Find what depends on it: `confined-units explain SERVICE NAME`. Often a package can be built without it.",
    ],
  ],
  wrong: `serviceConfig.ExecStart = "\${pkgs.hello}/bin/hello";
confinement = {
  enable = true;
  packages = [ pkgs.git ];
};`,
  journal: "Nothing: the service starts.",
  right: `serviceConfig.ExecStart = "\${pkgs.hello}/bin/hello";
confinement = {
  enable = true;
  packages = [ pkgs.gitMinimal ];
};`,
  limits: "By the names of packages. What the programs of Exec lines refer to themselves is left out.",
  check: (facts, found) => {
    const referencesOf = (paths: readonly string[]) =>
      paths.flatMap((path) => facts.graph.references(path) ?? []);
    // What a script of the service starts, the service starts.
    const scripts = facts.scripts.flatMap(({ path }) => storePathsIn(path ?? "", facts.storeDir));
    const started = [
      ...facts.commands.flatMap(({ line }) => storePathsIn(line, facts.storeDir)),
      ...referencesOf(scripts),
    ];
    const direct = new Set<string>([...started, ...referencesOf(started)]);
    return facts.inside
      .filter((path) => INTERPRETER.test(nameOf(path)) && !direct.has(path))
      .map((path) => found({ package: nameOf(path) }, { option: ["confinement"] }));
  },
});
