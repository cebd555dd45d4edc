import { DIALECTS } from "../../../reference/dialects.ts";
import { unsafe } from "../../../diagnostics/fix.ts";
import { defineRule, setting } from "../rule.ts";

export default defineRule({
  code: "CU206",
  severity: "error",
  confidence: "high",
  title: "PrivateTmp is a string, which this nixpkgs does not support",
  message: 'PrivateTmp is the string "{value}" under the rules of nixpkgs from {dialect}',
  why: "nixpkgs negates the value, so the evaluation of the whole host ends with an error.",
  fixes: [["unsafe", "Set it to true or false."]],
  wrong: `serviceConfig = {
  ExecStart = "\${pkgs.hello}/bin/hello";
  PrivateTmp = "disconnected";
};
confinement.enable = true;`,
  journal: "Nothing: the host does not evaluate, so nothing is deployed.",
  right: `serviceConfig = {
  ExecStart = "\${pkgs.hello}/bin/hello";
  PrivateTmp = true;
};
confinement.enable = true;`,
  limits:
    "Only visible where the dialect is declared. Elsewhere the service fails to evaluate, which is reported as an error.",
  check: ({ config, dialect }, found) => {
    const value = config["PrivateTmp"];
    if (typeof value !== "string" || DIALECTS[dialect].privateTmp !== "boolean") return [];
    const fixes = [unsafe({ kind: "setting", name: "PrivateTmp", value: true, force: true })];
    return [found({ value, dialect }, { ...setting("PrivateTmp"), fixes })];
  },
});
