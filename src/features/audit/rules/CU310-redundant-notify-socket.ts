import { defineRule, setting, text } from "../rule.ts";

export default defineRule({
  code: "CU310",
  severity: "note",
  confidence: "high",
  title: "The notify socket is bound, which systemd does itself",
  message: "the bind of {path} is redundant",
  why: "Since version 248 systemd binds it where NotifyAccess or Type=notify is set.",
  fixes: [["manual", "Remove the bind."]],
  wrong: `serviceConfig = {
  Type = "notify";
  ExecStart = "\${pkgs.hello}/bin/hello";
  BindReadOnlyPaths = [ "/run/systemd/notify" ];
};
confinement.enable = true;`,
  journal: "Nothing: the service works with and without the bind.",
  right: `serviceConfig = {
  Type = "notify";
  ExecStart = "\${pkgs.hello}/bin/hello";
};
confinement.enable = true;`,
  limits: "Wrong where neither NotifyAccess nor Type=notify is set.",
  check: ({ view }, found) =>
    view.binds
      .filter(({ source }) => source === "/run/systemd/notify")
      .map(({ option, source }) => found({ path: source }, { ...setting(option), target: text(source) })),
});
