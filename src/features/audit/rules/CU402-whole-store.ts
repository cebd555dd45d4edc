import { isBelow } from "../../../base/paths.ts";
import { manual } from "../../../diagnostics/fix.ts";
import { bindSource } from "../analysis/binds.ts";
import { defineRule, setting, text } from "../rule.ts";

export default defineRule({
  code: "CU402",
  severity: "warning",
  confidence: "high",
  title: "The whole store is bound",
  message: "{path} is bound, and with it the whole store",
  why: "Nothing is left of the confinement: every program and every configuration in the store is in the chroot.",
  fixes: [["manual", "Replace the bind with `confinement.packages`."]],
  wrong: `serviceConfig = {
  ExecStart = "\${pkgs.hello}/bin/hello";
  BindReadOnlyPaths = [ "/nix/store" ];
};
confinement.enable = true;`,
  journal: "Nothing: the service starts.",
  right: `serviceConfig.ExecStart = "\${pkgs.hello}/bin/hello";
confinement = {
  enable = true;
  packages = [ pkgs.git ];
};`,
  limits: "None.",
  check: ({ view, storeDir }, found) => {
    const fixes = [
      manual(
        "replace the bind with the packages that the service needs",
        "confinement.packages = [ pkgs.… ];",
      ),
    ];
    return view.binds
      .filter((bind) => holds(bindSource(bind), storeDir))
      .map((bind) =>
        found({ path: bindSource(bind) }, { ...setting(bind.option), target: text(bind.text), fixes }),
      );
  },
});

const holds = (path: string, storeDir: string) => path !== "" && isBelow(storeDir, path);
