import type { Unit } from "../../../service/unit.ts";
import { closureOf } from "../../../store-path/closure.ts";
import { nameOf } from "../../../store-path/store-path.ts";
import { storePathsIn } from "../../../store-path/text.ts";
import { safe } from "../../../diagnostics/fix.ts";
import { pathCommands } from "../analysis/path-commands.ts";
import { defineRule } from "../rule.ts";

export default defineRule({
  code: "CU308",
  severity: "warning",
  confidence: "high",
  title: "A command of a script is in the chroot only because of another line",
  message: "`{command}` is found only because another line depends on {package}",
  why: 'If that line is removed, the script fails with "command not found" (exit status 127).',
  fixes: [
    [
      "safe",
      "Add the packages of `path` to the chroot: `confinement.includePath` of our module, or `confinement.packages`.",
    ],
    ["manual", "Write the full path in the script: `${pkgs.coreutils}/bin/mv`."],
  ],
  wrong: `serviceConfig.ExecStartPre = "\${pkgs.coreutils}/bin/mkdir -p /run/web";
script = ''
  mv /run/web/a /run/web/b
'';
confinement.enable = true;`,
  journal: "Nothing, until the line that depends on the package is removed.",
  right: `serviceConfig.ExecStartPre = "\${pkgs.coreutils}/bin/mkdir -p /run/web";
script = ''
  \${pkgs.coreutils}/bin/mv /run/web/a /run/web/b
'';
confinement.enable = true;`,
  limits: "Correct for the closure as it is now.",
  check: (facts, found) =>
    pathCommands(facts).flatMap(({ name, script, place, isShown, where }) => {
      const owner = isShown ? storePathsIn(place ?? "", facts.storeDir)[0] : undefined;
      const [home] = storePathsIn(script.path ?? "", facts.storeDir);
      if (owner === undefined || home === undefined || !facts.graph.has(home)) return [];
      if (closureOf(facts.graph, [home]).has(owner) || isListed(facts, owner)) return [];
      const fixes = [safe({ kind: "path" })];
      return [found({ command: name, package: nameOf(owner) }, { ...where, fixes })];
    }),
});

/** Whether `confinement.packages` has the package, without what confinement itself adds to it. */
function isListed({ commands, packages, binSh }: Unit, owner: string): boolean {
  const lines = new Set(commands.map(({ line }) => line));
  return packages.some((entry) => entry !== binSh && !lines.has(entry) && entry.includes(owner));
}
