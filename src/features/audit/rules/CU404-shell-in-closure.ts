import { nameOf } from "../../../store-path/store-path.ts";
import { defineRule } from "../rule.ts";

const SHELL = /^(?:bash|bash-interactive|bashInteractive|dash|zsh|busybox|fish|mksh)(?:-\d|$)/;

export default defineRule({
  code: "CU404",
  severity: "note",
  confidence: "high",
  title: "binSh is null, but the closure contains a shell",
  message: "binSh is null, but {package} is in the closure",
  why: "The chroot contains a shell anyway.",
  fixes: [["manual", "Find what refers to the shell: `confined-units explain SERVICE bash`."]],
  wrong: `serviceConfig.ExecStart = "\${pkgs.writers.writePython3 "run" { } "pass"}";
confinement = {
  enable = true;
  binSh = null;
};`,
  journal: "Nothing: the service starts.",
  right: `serviceConfig.ExecStart = "\${pkgs.pkgsStatic.hello}/bin/hello";
confinement = {
  enable = true;
  binSh = null;
};`,
  limits: "By the names of packages. Says nothing where a script of the service needs a shell.",
  check: (facts, found) =>
    facts.binSh !== null || facts.scripts.length > 0
      ? []
      : facts.inside
          .map(nameOf)
          .filter((name) => SHELL.test(name))
          .map((name) => found({ package: name }, { option: ["confinement", "binSh"] })),
});
