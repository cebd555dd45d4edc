import { nameOf } from "../../../store-path/store-path.ts";
import { defineRule } from "../rule.ts";

export default defineRule({
  code: "CU109",
  severity: "error",
  confidence: "high",
  title: "A store path in the closure is a dangling symlink",
  message: "{path}, in the closure, is a dangling symlink",
  why: "nixpkgs binds it anyway, with an empty source that systemd warns about. Whatever opens the path fails.",
  fixes: [
    ["manual", "Find what refers to it with `confined-units explain`, and fix or remove that package."],
  ],
  wrong: `serviceConfig.ExecStart = "\${pkgs.hello}/bin/hello";
confinement = {
  enable = true;
  packages = [ (pkgs.runCommand "fonts" { } "ln -s /run/fonts $out") ];
};`,
  journal: {
    log: `systemd[1]: /etc/systemd/system/web.service.d/confinement.conf:9: BindReadOnlyPaths= path is not absolute, ignoring:`,
  },
  right: `serviceConfig = {
  ExecStart = "\${pkgs.hello}/bin/hello";
  BindReadOnlyPaths = [ "/run/fonts" ];
};
confinement.enable = true;`,
  limits: "None: the symlink is read in the store.",
  check: (facts, found) =>
    facts.warnings
      .filter(({ code }) => code === "dangling-symlink")
      .map(({ path }) => found({ path: nameOf(path) }, { option: ["confinement"] })),
});
