import { functionsIn } from "../../files/symbols.ts";
import type { ServiceFacts } from "../facts.ts";
import { finding, setting, type Finding } from "../finding.ts";
import type { ProfileName } from "../profiles.ts";

/** Libraries whose use is to ask for names, and those that verify whom they talk to by themselves. */
const NETWORK = /\/lib(?:curl|resolv|cares|ldns|unbound)\.so/;
const CLIENT = /\/libcurl\b[^/]*\.so/;
const TLS = /\/lib(?:ssl|gnutls|nss3|mbedtls)\b[^/]*\.so/;

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

/** A program, and the libraries that it is loaded with. */
interface Loaded {
  path: string;
  name: string;
  loaded: readonly string[];
}

/** What a program will look for below /etc, told from its libraries and from the functions that it asks them for. */
export function lookups(facts: ServiceFacts, option: string, program: Loaded): Finding[] {
  return [
    ...names(facts, option, program),
    ...bundle(facts, option, program),
    ...files(facts, option, program),
  ];
}

function names(facts: ServiceFacts, option: string, { name, loaded }: Loaded): Finding[] {
  const library = loaded.find((path) => NETWORK.test(path));
  if (library === undefined || facts.view.shows("/etc/resolv.conf")) return [];
  const words = { program: name, library: baseOf(library) };
  return [
    finding(facts, "CU111", words, { ...setting(option), remedies: [{ kind: "profile", name: "dns" }] }),
  ];
}

function bundle(facts: ServiceFacts, option: string, { name, loaded }: Loaded): Finding[] {
  const client = loaded.find((path) => CLIENT.test(path));
  const library = client ?? loaded.find((path) => TLS.test(path));
  const isTold =
    NAMES_BUNDLE.some((variable) => variable in facts.environment) ||
    facts.commands.some(({ line }) => /--ca|ca-?file|cacert/i.test(line));
  if (library === undefined || isTold || BUNDLE.some(facts.view.shows)) return [];
  return [
    finding(
      facts,
      "CU112",
      { program: name, library: baseOf(library) },
      {
        ...setting(option),
        // A server has such a library to show its own certificate.
        confidence: client === undefined ? "low" : "medium",
        remedies: [{ kind: "profile", name: "tls" }],
      },
    ),
  ];
}

/** Functions of the C library, and the file that each of them opens. */
const OPENED: { file: string; profile: ProfileName; functions: readonly string[] }[] = [
  {
    file: "/etc/resolv.conf",
    profile: "dns",
    functions: ["getaddrinfo", "gethostbyname", "gethostbyname_r"],
  },
  { file: "/etc/passwd", profile: "nss", functions: ["getpwnam", "getpwnam_r", "initgroups", "getgrnam"] },
  { file: "/etc/localtime", profile: "timezone", functions: ["localtime", "localtime_r"] },
];

/** All of it in one note: that a program can ask does not say that it does. */
function files(facts: ServiceFacts, option: string, { path, name }: Loaded): Finding[] {
  const wanted = OPENED.filter(({ file }) => !facts.view.shows(file));
  const asked = wanted
    .map((each) => ({ ...each, called: functionsIn(path, each.functions, facts.files) }))
    .filter(({ called }) => called.length > 0);
  if (asked.length === 0) return [];
  const words = {
    program: name,
    files: asked.map(({ file, called }) => `${file} (${called.join(", ")})`).join(", "),
  };
  const remedies = asked.map(({ profile }) => ({ kind: "profile", name: profile }) as const);
  return [finding(facts, "CU114", words, { ...setting(option), remedies })];
}

const baseOf = (path: string) => path.slice(path.lastIndexOf("/") + 1);
