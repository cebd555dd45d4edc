import { pathsOf } from "../../../reference/profiles.ts";
import { safe } from "../../../diagnostics/fix.ts";
import { baseName, TLS, TLS_CLIENTS } from "../analysis/libraries.ts";
import { programsOf } from "../analysis/programs.ts";
import { defineRule, setting } from "../rule.ts";

const VARIABLES = [
  "SSL_CERT_FILE",
  "NIX_SSL_CERT_FILE",
  "SSL_CERT_DIR",
  "CURL_CA_BUNDLE",
  "REQUESTS_CA_BUNDLE",
  "NODE_EXTRA_CA_CERTS",
  "GIT_SSL_CAINFO",
];

export default defineRule({
  code: "CU112",
  severity: "warning",
  confidence: "medium",
  title: "A program that uses TLS has no CA certificates",
  message: "{program} is linked with {library}, but no CA bundle is bound or configured",
  why: "Every TLS connection fails because the peer's certificate cannot be verified.",
  fixes: [["safe", "Add the `tls` profile, or bind /etc/ssl/certs/ca-certificates.crt."]],
  wrong: `serviceConfig = {
  ExecStart = "\${pkgs.curl}/bin/curl https://example.org";
  BindReadOnlyPaths = [ "/etc/resolv.conf" ];
};
confinement.enable = true;`,
  journal: {
    log: `curl[812]: curl: (77) error setting certificate file: /etc/ssl/certs/ca-certificates.crt`,
  },
  right: `serviceConfig = {
  ExecStart = "\${pkgs.curl}/bin/curl https://example.org";
  BindReadOnlyPaths = [ "/etc/resolv.conf" "/etc/ssl/certs/ca-certificates.crt" ];
};
confinement.enable = true;`,
  limits:
    "The rule reads which libraries the program is linked with, not whether it opens TLS connections. A library that servers use too, such as libssl, gives a note of low confidence. The rule says nothing where an argument or a variable names a bundle.",
  check: (facts, found) => {
    const isConfigured =
      VARIABLES.some((variable) => facts.environment.mayBeSet(variable)) ||
      facts.commands.some(({ line }) => /--ca|ca-?file|cacert/i.test(line));
    if (isConfigured || pathsOf("tls").some(facts.view.mayShow)) return [];
    return programsOf(facts).flatMap(({ option, name, loaded }) => {
      const client = loaded?.find((path) => TLS_CLIENTS.test(path));
      const library = client ?? loaded?.find((path) => TLS.test(path));
      if (library === undefined) return [];
      return [
        found(
          { program: name, library: baseName(library) },
          {
            ...setting(option),
            confidence: client === undefined ? "low" : "medium",
            fixes: [safe({ kind: "profile", name: "tls" })],
          },
        ),
      ];
    });
  },
});
