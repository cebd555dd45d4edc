import { pathCommands } from "../analysis/path-commands.ts";
import { defineRule } from "../rule.ts";

export default defineRule({
  code: "CU102",
  severity: "warning",
  confidence: "medium",
  title: "A script runs a command that no directory of PATH has",
  message: "`{command}` is run from PATH, but no directory of PATH has it",
  many: "{command:codes} are run from PATH, but no directory of PATH has them",
  why: 'The script fails with "command not found" (exit status 127).',
  fixes: [
    ["manual", "Add the package that provides the command to `path`, and to the chroot."],
    ["manual", "Write the full path in the script: `${pkgs.imagemagick}/bin/convert`."],
  ],
  wrong: `script = ''
  convert in.png out.jpg
'';
confinement.enable = true;`,
  journal: {
    log: `web-start[812]: /nix/store/…-unit-script-web-start/bin/web-start: line 2: convert: command not found
systemd[1]: web.service: Main process exited, code=exited, status=127/n/a
systemd[1]: web.service: Failed with result 'exit-code'.`,
  },
  right: `script = ''
  \${pkgs.imagemagick}/bin/convert in.png out.jpg
'';
confinement.enable = true;`,
  limits:
    "A command of a package that is not in the store of this machine is reported too, since its directory cannot be read; a warning says so.",
  check: (facts, found) =>
    pathCommands(facts).flatMap(({ name, place, where }) =>
      place === null
        ? [found({ command: name }, { ...where, confidence: where.confidence === "low" ? "low" : "medium" })]
        : [],
    ),
});
