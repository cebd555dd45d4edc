import { nameOf } from "../../../store-path/store-path.ts";
import { storePathsIn } from "../../../store-path/text.ts";
import { manual, safe, unsafe, type Proposal } from "../../../diagnostics/fix.ts";
import { programsOf, type MissingInterpreter } from "../analysis/programs.ts";
import { defineRule, setting } from "../rule.ts";

export default defineRule({
  code: "CU106",
  severity: "error",
  confidence: "high",
  title: "A program's interpreter or loader is not in the chroot",
  message: "{program} is run by {interpreter}, which is not in the chroot",
  many: "{program:names} are run by {interpreter}, which is not in the chroot",
  why: 'The start fails with 203/EXEC ("No such file or directory") although the program itself exists.',
  fixes: [
    ["unsafe", "For `#!/bin/sh`: set `confinement.binSh`, which puts a shell into the chroot."],
    ["safe", "For `#!/usr/bin/env NAME`: bind the env of coreutils, and add the packages of `path`."],
    ["manual", "For an interpreter in the store: add its package to `confinement.packages`."],
    [
      "manual",
      "For any other: patch the first line with `patchShebangs`, or start the interpreter in the Exec line.",
    ],
  ],
  wrong: `serviceConfig.ExecStart = "\${pkgs.writeScriptBin "run" "#!/bin/sh\\nexec true"}/bin/run";
confinement = {
  enable = true;
  binSh = null;
};`,
  journal: {
    log: `(run)[812]: web.service: Failed to execute /nix/store/…-run/bin/run: No such file or directory
(run)[812]: web.service: Failed at step EXEC spawning /nix/store/…-run/bin/run: No such file or directory
systemd[1]: web.service: Main process exited, code=exited, status=203/EXEC`,
  },
  right: `serviceConfig.ExecStart = "\${pkgs.writeShellScriptBin "run" "exec true"}/bin/run";
confinement = {
  enable = true;
  binSh = null;
};`,
  limits: "Only the programs of Exec lines are read, not what these start in turn.",
  check: (facts, found) =>
    programsOf(facts).flatMap(({ option, name, missingInterpreter }) =>
      missingInterpreter === null
        ? []
        : [
            found(
              { program: name, interpreter: missingInterpreter.path },
              { ...setting(option), fixes: fixesFor(missingInterpreter, facts.storeDir) },
            ),
          ],
    ),
});

function fixesFor({ kind, path }: MissingInterpreter, storeDir: string): Proposal[] {
  if (kind === "command") return [safe({ kind: "path" })];
  if (path === "/bin/sh" && kind === "script") return [unsafe({ kind: "shell" })];
  if (path === "/usr/bin/env" && kind === "script") return [safe({ kind: "env" })];
  return storePathsIn(path, storeDir).map((owner) =>
    manual(`add ${nameOf(owner)} to the chroot`, "confinement.packages = [ pkgs.… ];"),
  );
}
