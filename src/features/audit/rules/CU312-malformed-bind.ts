import { defineRule, setting, text } from "../rule.ts";

export default defineRule({
  code: "CU312",
  severity: "error",
  confidence: "high",
  title: "systemd ignores a bind because of its path",
  message: "{option} has {line}, which {problem}",
  why: "systemd ignores the line with a warning, and the service starts without the bind.",
  fixes: [["manual", "Write an absolute path without `..`."]],
  wrong: `serviceConfig = {
  ExecStart = "\${pkgs.hello}/bin/hello";
  BindReadOnlyPaths = [ "run/socket" ];
};
confinement.enable = true;`,
  journal: {
    log: `systemd[1]: /etc/systemd/system/web.service:8: BindReadOnlyPaths= path is not absolute, ignoring: run/socket`,
  },
  right: `serviceConfig = {
  ExecStart = "\${pkgs.hello}/bin/hello";
  BindReadOnlyPaths = [ "/run/socket" ];
};
confinement.enable = true;`,
  limits: "Only these two mistakes; `systemd-analyze verify` knows more (CU313).",
  check: ({ view }, found) =>
    view.binds.flatMap(({ option, text: line, source, target }) => {
      const problem = problemOf(source) ?? problemOf(target);
      return problem === null
        ? []
        : [found({ option, line, problem }, { ...setting(option), target: text(line) })];
    }),
});

function problemOf(path: string): string | null {
  // Specifiers that stand for an absolute path.
  if (/^%[tSCLEThH]/.test(path)) return null;
  if (!path.startsWith("/")) return "is not an absolute path";
  return path.split("/").includes("..") ? "contains `..`" : null;
}
