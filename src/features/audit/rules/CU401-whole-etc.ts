import { linesOf } from "../../../diagnostics/edit.ts";
import { manual } from "../../../diagnostics/fix.ts";
import { bindSource } from "../analysis/binds.ts";
import { defineRule, setting, subjectOf, text } from "../rule.ts";

const PROFILES = (["dns", "tls", "nss"] as const).map((name) => ({ kind: "profile", name }) as const);

export default defineRule({
  code: "CU401",
  severity: "warning",
  confidence: "high",
  title: "The whole /etc is bound",
  message: "the whole /etc is bound",
  why: "The service can read host keys, password hashes as far as its user may, and the configuration of every other service.",
  fixes: [
    [
      "manual",
      "Replace the bind with the files that the service needs, or with profiles: `dns`, `tls`, `nss`.",
    ],
  ],
  wrong: `serviceConfig = {
  ExecStart = "\${pkgs.curl}/bin/curl https://example.org";
  BindReadOnlyPaths = [ "/etc" ];
};
confinement.enable = true;`,
  journal: "Nothing: the service starts.",
  right: `serviceConfig = {
  ExecStart = "\${pkgs.curl}/bin/curl https://example.org";
  BindReadOnlyPaths = [ "/etc/resolv.conf" "/etc/ssl/certs/ca-certificates.crt" ];
};
confinement.enable = true;`,
  limits: "None.",
  check: (facts, found) => {
    const fixes = [
      manual(
        "replace the bind with the files that the service needs",
        ...linesOf(PROFILES, subjectOf(facts)),
      ),
    ];
    return facts.view.binds
      .filter((bind) => bindSource(bind) === "/etc")
      .map(({ option, text: line }) => found({}, { ...setting(option), target: text(line), fixes }));
  },
});
