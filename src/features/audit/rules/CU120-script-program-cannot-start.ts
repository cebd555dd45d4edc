import { nameOf, shortName } from "../../../store-path/store-path.ts";
import { manual, safe, type Proposal } from "../../../diagnostics/fix.ts";
import { byCertainty, certaintyOf } from "../analysis/certainty.ts";
import { notRunnable, type NotRunnable } from "../analysis/runnable.ts";
import { writtenOption } from "../../../service/sources.ts";
import { defineRule, text } from "../rule.ts";

export default defineRule({
  code: "CU120",
  severity: "error",
  confidence: "high",
  title: "A script starts a program by a path that cannot be started",
  message: "a script cannot start {program}: {problem}",
  why: "The script fails with exit status 127 or 126.",
  fixes: [
    ["safe", "For /usr/bin/env: bind the env of coreutils, and add the packages of `path`."],
    ["manual", "For a store path that is not in the chroot: add its package to `confinement.packages`."],
    ["manual", "For a program of the host: write the full path of the program of a package."],
    [
      "manual",
      "For a program that is broken outside of the chroot as well: write its name as the package has it.",
    ],
  ],
  wrong: `script = ''
  /usr/bin/cat /proc/loadavg
'';
confinement.enable = true;`,
  journal: {
    log: `web-start[812]: /nix/store/…-unit-script-web-start/bin/web-start: line 2: /usr/bin/cat: No such file or directory
systemd[1]: web.service: Main process exited, code=exited, status=127/n/a`,
  },
  right: `script = ''
  \${pkgs.coreutils}/bin/cat /proc/loadavg
'';
confinement.enable = true;`,
  limits:
    "High confidence only on the straight path of the script: in a branch or a loop it is medium, and low where the script goes on when the program fails.",
  check: (facts, found) =>
    facts.scripts.flatMap(({ shell, command }) => {
      const known = new Set<string>();
      return shell.commands
        .flatMap((each) => {
          const confidence = each.kind === "absolute" ? certaintyOf(each) : null;
          return confidence === null ? [] : [{ path: each.name ?? "", confidence }];
        })
        .toSorted(byCertainty)
        .flatMap(({ path, confidence }) => {
          const problem = known.has(path) ? null : notRunnable(facts, path);
          known.add(path);
          if (problem === null) return [];
          const option = writtenOption(facts.definitions, ["serviceConfig", command.option]);
          return [
            found(
              { program: shortName(path, facts.storeDir), problem: problem.problem },
              { option, target: text(path), confidence, fixes: fixesFor(path, problem) },
            ),
          ];
        });
    }),
});

function fixesFor(path: string, { kind, lacks }: NotRunnable): Proposal[] {
  if (kind === "broken") return [];
  if (path === "/usr/bin/env") return [safe({ kind: "env" })];
  if (lacks !== null)
    return [manual(`add ${nameOf(lacks)} to the chroot`, "confinement.packages = [ pkgs.… ];")];
  return [manual(`start ${path.slice(path.lastIndexOf("/") + 1)} by the full path of its package`)];
}
