import { DIALECTS } from "../../../reference/dialects.ts";
import { ownerOf } from "../../../store-path/store-path.ts";
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
  limits:
    "Said only where one file of the host's own sets it, and the rules are those of nixpkgs 24.11 or later: else the line may override another, or be needed.",
  check: ({ config, full, dialect, storeDir }, found) => {
    const written = full.definitions.filter(({ option }) => option.join() === "serviceConfig,DynamicUser");
    // Of two definitions one overrides the other, and what a module of nixpkgs says is not the user's line.
    const isOwn = written.length === 1 && ownerOf(written[0]!.file, storeDir) === null;
    const isNeeded = DIALECTS[dialect].refuses.includes("DynamicUser");
    return config["DynamicUser"] === false && isOwn && !isNeeded ? [found({}, setting("DynamicUser"))] : [];
  },
});
