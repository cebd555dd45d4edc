import { pathsOf } from "../../../reference/profiles.ts";
import { safe } from "../../../diagnostics/fix.ts";
import { baseName, TLS, TLS_CLIENTS } from "../analysis/libraries.ts";
import { functionsIn } from "../../../programs/symbols.ts";
import { isMissingHostPath } from "../analysis/host-paths.ts";
import { variablesOf } from "../analysis/variables.ts";
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

/** Functions of OpenSSL that load the CA certificates of the machine. */
const DEFAULTS = ["X509_STORE_set_default_paths", "SSL_CTX_set_default_verify_paths"];
const CRYPTO = /\/lib(?:curl|ssl|crypto)\b[^/]*\.so/;

export default defineRule({
  code: "CU112",
  severity: "warning",
  confidence: "medium",
  title: "A program that uses TLS has no CA certificates",
  message: "{program} is linked with {library}, but {state}",
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
    "The rule reads which libraries the program is linked with, not whether it opens TLS connections. A library that servers use too, such as libssl, gives a note of low confidence. The rule says nothing where an argument or a variable names a bundle in the store or in the chroot.",
  check: (facts, found) => {
    const named = variablesOf(facts).filter(({ name }) => VARIABLES.includes(name));
    const isConfigured =
      named.some(({ value }) => !isMissingHostPath(facts, value)) ||
      facts.commands.some(({ line }) => /--ca|ca-?file|cacert/i.test(line));
    if (isConfigured || pathsOf("tls").some(facts.view.shows)) return [];
    const [unbound] = named;
    const state =
      unbound === undefined
        ? "no CA bundle is bound or configured"
        : `${unbound.value}, which ${unbound.name} names, is not bound`;
    // The profile has the usual places only.
    const fixes =
      unbound === undefined || pathsOf("tls").includes(unbound.value)
        ? [safe({ kind: "profile", name: "tls" })]
        : [safe({ kind: "bind", bind: unbound.value })];
    return programsOf(facts).flatMap(({ option, path: program, name, loaded }) => {
      const asksForDefaults = loaded !== null && functionsIn(program, DEFAULTS, facts.files).length > 0;
      const client = loaded?.find((path) => (asksForDefaults ? CRYPTO : TLS_CLIENTS).test(path));
      const library = client ?? loaded?.find((path) => TLS.test(path));
      if (library === undefined) return [];
      return [
        found(
          { program: name, library: baseName(library), state },
          {
            ...setting(option),
            confidence: client === undefined ? "low" : "medium",
            fixes,
          },
        ),
      ];
    });
  },
});
