import { manual } from "../../../diagnostics/fix.ts";
import { defineRule, setting, text } from "../rule.ts";

export default defineRule({
  code: "CU305",
  severity: "error",
  confidence: "high",
  title: "An Exec line has shell syntax",
  message: "{option} has `{operator}`, which only a shell understands",
  why: "systemd does not start a shell: the program gets the operator as an argument.",
  fixes: [["manual", "Use `script`, or one Exec line for each command."]],
  wrong: `serviceConfig.ExecStart = "\${pkgs.coreutils}/bin/mkdir /run/web && \${pkgs.hello}/bin/hello";
confinement.enable = true;`,
  journal: {
    log: `mkdir[812]: mkdir: cannot create directory '/nix/store/…-hello-2.12.1/bin/hello': Read-only file system
systemd[1]: web.service: Main process exited, code=exited, status=1/FAILURE`,
  },
  right: `script = ''
  \${pkgs.coreutils}/bin/mkdir /run/web && \${pkgs.hello}/bin/hello
'';
confinement.enable = true;`,
  limits: "A program that takes `>` or `&&` as an argument of its own is reported wrongly.",
  check: ({ commands }, found) =>
    commands.flatMap(({ option, args, program }) => {
      if (/\/(?:ba|da|z)?sh$/.test(program)) return [];
      const operator = args.find((word) => /^(?:&&|\|\||\||>|>>|<|2>&1)$/.test(word));
      if (operator === undefined) return [];
      const fixes = [manual("let a shell run it", "script = ''…'';")];
      return [found({ option, operator }, { ...setting(option), target: text(operator), fixes })];
    }),
});
