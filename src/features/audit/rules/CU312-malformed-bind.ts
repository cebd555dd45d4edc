import { defineRule, setting, text } from "../rule.ts";

export default defineRule({
  code: "CU312",
  severity: "error",
  confidence: "high",
  title: "systemd ignores a bind that it cannot read",
  message: "{option} has {line}, which {problem}",
  many: "{option} has {line:names}, each of which {problem}",
  why: "systemd ignores the line with a warning, and the service starts without the bind.",
  fixes: [
    [
      "manual",
      "Write `SOURCE[:TARGET[:OPTIONS]]` with absolute paths without `..`, quotes that are closed, and `rbind` or `norbind` as options.",
    ],
  ],
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
  limits: "None: bind lines are read as systemd 252 reads them.",
  check: ({ view }, found) =>
    view.ignored.map(({ option, text: line, problem }) =>
      found({ option, line, problem }, { ...setting(option), target: text(line) }),
    ),
});
