import { storePathsIn } from "../../../store-path/text.ts";
import { stringsOf } from "../../../systemd/lines.ts";
import { manual } from "../../../diagnostics/fix.ts";
import { packageEntries } from "../analysis/package-entries.ts";
import { defineRule, text } from "../rule.ts";

export default defineRule({
  code: "CU311",
  severity: "warning",
  confidence: "high",
  title: "An entry of `confinement.packages` adds nothing",
  message: '`confinement.packages` contains "{entry}", which adds no store path',
  why: "Only store paths that Nix knows as dependencies are bound; anything else is ignored.",
  fixes: [["manual", "Write the package itself, not its name: `pkgs.git`."]],
  wrong: `serviceConfig.ExecStart = "\${pkgs.hello}/bin/hello";
confinement = {
  enable = true;
  packages = [ "git" ];
};`,
  journal: "Nothing from systemd: whatever uses the package fails in its own way.",
  right: `serviceConfig.ExecStart = "\${pkgs.hello}/bin/hello";
confinement = {
  enable = true;
  packages = [ pkgs.git ];
};`,
  limits: "None.",
  check: (facts, found) => {
    const files = stringsOf(facts.config["EnvironmentFile"]).map((line) => line.replace(/^-/, ""));
    return packageEntries(facts)
      .filter((entry) => !files.includes(entry))
      .filter((entry) => !storePathsIn(entry, facts.storeDir).some((path) => facts.inside.includes(path)))
      .map((entry) =>
        found(
          { entry },
          {
            option: ["confinement", "packages"],
            target: text(entry),
            fixes: [manual("write the package itself", "confinement.packages = [ pkgs.… ];")],
          },
        ),
      );
  },
});
