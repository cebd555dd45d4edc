import { safe } from "../../../diagnostics/fix.ts";
import { packageOf, pathCommands } from "../analysis/path-commands.ts";
import { defineRule } from "../rule.ts";

export default defineRule({
  code: "CU101",
  severity: "error",
  confidence: "high",
  title: "A script runs a command from PATH that is not in the chroot",
  message: "`{command}` is run from PATH, but {package}, which provides it, is not in the chroot",
  many: "{command:codes} are run from PATH, but {package}, which provides them, is not in the chroot",
  why: 'The script fails with "command not found" (exit status 127): `path` only sets PATH, it adds nothing to the chroot.',
  fixes: [
    [
      "safe",
      "Add the packages of `path` to the chroot: `confinement.includePath` of our module, or `confinement.packages`.",
    ],
    ["manual", "Write the full path in the script: `${pkgs.curl}/bin/curl`."],
  ],
  wrong: `path = [ pkgs.curl ];
script = ''
  curl https://example.org
'';
confinement.enable = true;`,
  journal: {
    log: `web-start[812]: /nix/store/…-unit-script-web-start/bin/web-start: line 2: curl: command not found
systemd[1]: web.service: Main process exited, code=exited, status=127/n/a
systemd[1]: web.service: Failed with result 'exit-code'.`,
  },
  right: `script = ''
  \${pkgs.curl}/bin/curl https://example.org
'';
confinement.enable = true;`,
  limits:
    "Only scripts that an Exec line starts are read. High confidence only on the straight path of the script: in a branch or a loop it is medium, and low where the script goes on when the command fails (`|| true`, conditions, pipelines). The rule says nothing where a script computes its PATH, where it checks for the command itself (`command -v`), and about words that may not be commands.",
  check: (facts, found) =>
    pathCommands(facts).flatMap(({ name, place, isShown, where }) =>
      place === null || isShown
        ? []
        : [
            found(
              { command: name, package: packageOf(place, facts.storeDir) },
              { ...where, fixes: [safe({ kind: "path" })] },
            ),
          ],
    ),
});
