import { stringsOf } from "../../../systemd/lines.ts";
import { packageEntries } from "../analysis/package-entries.ts";
import { defineRule, text } from "../rule.ts";

export default defineRule({
  code: "CU306",
  severity: "warning",
  confidence: "high",
  title: "`confinement.packages` contains the EnvironmentFile",
  message: "`confinement.packages` contains {path}, which is the EnvironmentFile",
  why: "systemd reads the file outside of the chroot, so it need not be in it. Written as a Nix path, it is copied to the store, where everyone can read it.",
  fixes: [["manual", "Remove it from `confinement.packages`."]],
  wrong: `serviceConfig = {
  ExecStart = "\${pkgs.hello}/bin/hello";
  EnvironmentFile = "/run/secrets/web.env";
};
confinement = {
  enable = true;
  packages = [ "/run/secrets/web.env" ];
};`,
  journal: "Nothing: the service starts.",
  right: `serviceConfig = {
  ExecStart = "\${pkgs.hello}/bin/hello";
  EnvironmentFile = "/run/secrets/web.env";
};
confinement.enable = true;`,
  limits: "None.",
  check: (facts, found) => {
    const files = stringsOf(facts.config["EnvironmentFile"]).map((line) => line.replace(/^-/, ""));
    return packageEntries(facts)
      .filter((entry) => files.includes(entry))
      .map((path) => found({ path }, { option: ["confinement", "packages"], target: text(path) }));
  },
});
