import { rootOf, DIALECTS } from "../../../reference/dialects.ts";
import { unsafe } from "../../../diagnostics/fix.ts";
import { isOn } from "../../../systemd/boolean.ts";
import { defineRule } from "../rule.ts";

export default defineRule({
  code: "CU207",
  severity: "warning",
  confidence: "high",
  title: "All instances of a template share one root",
  message: "all instances of the template share the root {root}",
  why: "The first instance that stops removes the root, which empties it for all others.",
  fixes: [
    ["unsafe", "Give each instance its own root with `confinement.instanceRoots` of our module."],
    ["unsafe", 'Keep the root with `RuntimeDirectoryPreserve = "yes"`.'],
    ["manual", "Use nixpkgs 25.11 or later, which has a root for each instance."],
  ],
  example: '"web@"',
  wrong: `serviceConfig.ExecStart = "\${pkgs.hello}/bin/hello";
confinement.enable = true;`,
  journal: "Nothing when it happens: instances that still run lose their files, and fail in their own ways.",
  right: `serviceConfig = {
  ExecStart = "\${pkgs.hello}/bin/hello";
  RuntimeDirectoryPreserve = "yes";
};
confinement.enable = true;`,
  limits: "Measured with systemd 252. A template with only one instance is reported too.",
  check: (facts, found) => {
    const { config, dialect, ownModule, name, rootDirectory: root } = facts;
    const isShared =
      DIALECTS[dialect].sharedInstanceRoot && name.endsWith("@") && root === rootOf(dialect, facts);
    if (!isShared || root === null || isOn(config["RuntimeDirectoryPreserve"])) return [];
    const fix = ownModule
      ? unsafe({ kind: "confinement", name: "instanceRoots", value: true })
      : unsafe({ kind: "setting", name: "RuntimeDirectoryPreserve", value: "yes", force: false });
    return [found({ root }, { option: ["confinement"], fixes: [fix] })];
  },
});
