import { withoutEnd } from "../../../base/ends.ts";
import type { Unit } from "../../../service/unit.ts";
import { nameOf, ownerOf, shortName } from "../../../store-path/store-path.ts";
import { storePathsIn } from "../../../store-path/text.ts";
import { manual } from "../../../diagnostics/fix.ts";
import type { Confidence } from "../../../manifest/place.ts";
import type { Command } from "../../../systemd/exec-line.ts";
import { walk } from "../../../programs/walk.ts";
import { defineRule, setting, text } from "../rule.ts";

export default defineRule({
  code: "CU117",
  severity: "error",
  confidence: "medium",
  title: "An argument of an Exec line is a store path that is not in the chroot or does not exist",
  message: "{option} passes {path} to {program}, but {problem}",
  many: "{option} passes {path:names} to {program}, but {problem}",
  why: "The program does not find the file. What has no string context, such as a path that was written as text, is not added to the chroot.",
  fixes: [
    ["manual", "For a store path that is not in the chroot: add its package to `confinement.packages`."],
    ["manual", "For a file that its package lacks: write the path as the package has it."],
  ],
  wrong: `serviceConfig.ExecStart = "\${pkgs.nginx}/bin/nginx -c \${builtins.unsafeDiscardStringContext "\${config}"}";
confinement.enable = true;`,
  journal:
    "What the program says of a file that it does not find; nginx exits with 1 and writes `open() … failed (2: No such file or directory)`.",
  right: `serviceConfig.ExecStart = "\${pkgs.nginx}/bin/nginx -c \${config}";
confinement.enable = true;`,
  limits:
    "A program may not open the path that it is given: hence medium confidence. It is low for `echo` and `printf`, behind `-`, and for the commands that stop or reload the service.",
  check: (facts, found) =>
    facts.commands
      .filter(({ option }) => option !== "ExecCondition")
      .flatMap((command) =>
        command.args
          .flatMap((word) => problemsOf(facts, word))
          .map(({ path, problem, lacks }) =>
            found(
              {
                option: command.option,
                path: shortName(path, facts.storeDir),
                program: shortName(command.program, facts.storeDir),
                problem,
              },
              {
                ...setting(command.option),
                target: text(path),
                confidence: confidenceOf(command),
                fixes:
                  lacks === null
                    ? []
                    : [manual(`add ${nameOf(lacks)} to the chroot`, "confinement.packages = [ pkgs.… ];")],
              },
            ),
          ),
      ),
});

interface Missing {
  path: string;
  problem: string;
  lacks: string | null;
}

function problemsOf({ view, files, storeDir }: Unit, word: string): Missing[] {
  const strays = storePathsIn(word, storeDir).filter((path) => !view.mayShow(path));
  if (strays.length > 0)
    return strays.map((path) => ({ path, problem: `${nameOf(path)} is not in the chroot`, lacks: path }));
  // Only a word that is a path, or the value of an option, and no pattern, text or list of paths.
  const path = /^(?:-{1,2}[\w-]+=)?(\/[\w.+/@-]+)$/.exec(word)?.[1] ?? "";
  const owner = ownerOf(path, storeDir);
  if (owner === null || files.stat(owner) === null || isReplaced(view.binds, path)) return [];
  const walked = walk(path, files);
  if (walked.outcome !== "missing" || walked.links.length > 0) return [];
  return [{ path, problem: `${nameOf(owner)} has no such file`, lacks: null }];
}

const isReplaced = (binds: Unit["view"]["binds"], path: string) =>
  binds.some(({ source, target }) => source !== target && path.startsWith(withoutEnd(target, "/")));

/** These print what they are given. */
const PRINTS = /\/(?:echo|printf)$/;

/** The service starts although these fail. */
const NOT_AT_START = new Set(["ExecReload", "ExecReloadPost", "ExecStop", "ExecStopPost"]);

function confidenceOf({ option, prefix, program }: Command): Confidence {
  return prefix.includes("-") || NOT_AT_START.has(option) || PRINTS.test(program) ? "low" : "medium";
}
