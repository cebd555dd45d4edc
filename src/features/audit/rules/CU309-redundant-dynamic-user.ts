import { defineRule, setting } from "../rule.ts";

export default defineRule({
  code: "CU309",
  severity: "note",
  confidence: "high",
  title: "DynamicUser = false is redundant",
  message: "DynamicUser = false is redundant",
  why: "It has had no effect since nixpkgs 24.11, and distracts from what matters.",
  fixes: [["manual", "Remove the line."]],
  wrong: `serviceConfig = {
  ExecStart = "\${pkgs.hello}/bin/hello";
  DynamicUser = false;
};
confinement.enable = true;`,
  journal: "Nothing: the line has no effect.",
  right: `serviceConfig.ExecStart = "\${pkgs.hello}/bin/hello";
confinement.enable = true;`,
  limits: "Where another module sets DynamicUser, the line overrides it and is needed.",
  check: ({ config, definitions }, found) => {
    const isWritten = definitions.some(({ option }) => option.join() === "serviceConfig,DynamicUser");
    return config["DynamicUser"] === false && isWritten ? [found({}, setting("DynamicUser"))] : [];
  },
});
