import { nameOf } from "../../explain/match.ts";
import { storePathsIn } from "../../facts/options.ts";
import { resolveLibraries } from "../../files/libraries.ts";
import { programAt } from "../../files/program.ts";
import { walk } from "../../files/walk.ts";
import type { ServiceFacts } from "../facts.ts";
import { finding, nixString, setting, type Finding, type Rule } from "../finding.ts";

/** Interpreters and libraries of the programs that Exec lines start. */
export const programs: Rule = (facts) => {
  const seen = new Set<string>();
  return facts.commands.flatMap(({ option, program }) => {
    if (seen.has(program) || !facts.view.shows(program)) return [];
    seen.add(program);
    const found = programAt(program, facts.files);
    const shebang = found?.shebang ?? null;
    if (shebang !== null) return interpreter(facts, option, program, shebang.interpreter);
    return found?.kind === "elf" ? libraries(facts, option, program) : [];
  });
};

function interpreter(facts: ServiceFacts, option: string, program: string, path: string): Finding[] {
  const isThere =
    path === "/bin/sh"
      ? facts.view.shows(path)
      : path.startsWith("/nix/store/")
        ? walk(path, facts.files, facts.view.shows).outcome === "found"
        : facts.view.shows(path);
  if (isThere) return [];
  const fix =
    path === "/bin/sh"
      ? ["confinement.binSh = pkgs.runtimeShell;"]
      : path === "/usr/bin/env"
        ? [
            'serviceConfig.BindReadOnlyPaths = [ "${pkgs.coreutils}/bin/env:/usr/bin/env" ];',
            "confinement.packages = [ pkgs.coreutils ];",
          ]
        : bringing(path);
  return [
    finding(facts, "CU106", { program: shortOf(program), interpreter: path }, { ...setting(option), fix }),
  ];
}

/** For a path of the store. */
const bringing = (path: string) =>
  storePathsIn(path).map((owner) => `confinement.packages = [ pkgs.… ];  # that of ${nameOf(owner)}`);

function libraries(facts: ServiceFacts, option: string, program: string): Finding[] {
  const { LD_LIBRARY_PATH } = facts.environment;
  const report = resolveLibraries(program, {
    files: facts.files,
    isInside: facts.view.shows,
    libraryPath: (LD_LIBRARY_PATH ?? "").split(":").filter(Boolean),
  });
  const name = shortOf(program);
  const loader = report.interpreter !== null && !report.interpreterFound;
  const lost = report.missing.map((library) =>
    finding(
      facts,
      "CU107",
      { program: name, library: library.name },
      {
        ...setting(option),
        fix: library.outside === null ? [] : [`confinement.packages = [ ${nixString(library.outside)} ];`],
      },
    ),
  );
  return [
    ...(loader
      ? [
          finding(
            facts,
            "CU106",
            { program: name, interpreter: report.interpreter! },
            { ...setting(option), fix: bringing(report.interpreter!) },
          ),
        ]
      : []),
    ...lost,
    ...lookups(facts, option, name, report.loaded),
  ];
}

const NETWORK = /\/lib(?:curl|resolv|cares|ldns|nghttp2)\.so/;
const TLS = /\/lib(?:ssl|gnutls|nss3|curl|mbedtls)\b[^/]*\.so/;
const BUNDLE = [
  "/etc/ssl/certs/ca-certificates.crt",
  "/etc/ssl/certs/ca-bundle.crt",
  "/etc/pki/tls/certs/ca-bundle.crt",
];
const NAMES_BUNDLE = [
  "SSL_CERT_FILE",
  "NIX_SSL_CERT_FILE",
  "SSL_CERT_DIR",
  "CURL_CA_BUNDLE",
  "REQUESTS_CA_BUNDLE",
  "NODE_EXTRA_CA_CERTS",
  "GIT_SSL_CAINFO",
];

/** What the libraries of a program will look for below /etc. */
function lookups(facts: ServiceFacts, option: string, program: string, loaded: readonly string[]): Finding[] {
  const { shows } = facts.view;
  const network = loaded.find((path) => NETWORK.test(path));
  const tls = loaded.find((path) => TLS.test(path));
  const isTold =
    NAMES_BUNDLE.some((name) => name in facts.environment) ||
    facts.commands.some(({ line }) => /--ca|ca-?file|cacert/i.test(line));
  const profile = (name: string) => ({ ...setting(option), fix: [`confinement.profiles = [ "${name}" ];`] });
  const base = (path: string) => path.slice(path.lastIndexOf("/") + 1);
  return [
    ...(network !== undefined && !shows("/etc/resolv.conf")
      ? [finding(facts, "CU111", { program, library: base(network) }, profile("dns"))]
      : []),
    ...(tls !== undefined && !isTold && !BUNDLE.some(shows)
      ? [finding(facts, "CU112", { program, library: base(tls) }, profile("tls"))]
      : []),
  ];
}

const shortOf = (program: string) =>
  program.startsWith("/nix/store/")
    ? nameOf(program.split("/").slice(0, 4).join("/")) +
      program.slice(program.split("/").slice(0, 4).join("/").length)
    : program;
