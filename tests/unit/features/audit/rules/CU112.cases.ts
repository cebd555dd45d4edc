import rule from "../../../../../src/features/audit/rules/CU112-no-ca-bundle.ts";
import { elfFile } from "../../../programs/elf-maker.ts";
import type { Cases } from "../cases.ts";
import { app, curl, glibc, openssl, program } from "../facts.ts";

const needs = (...names: string[]) => ({
  elf: { needed: names, runpath: `${curl}/lib` },
  tree: Object.fromEntries(names.map((name) => [`${curl}/lib/${name}`, elfFile({})])),
  inside: [app, glibc, curl],
});
const client = needs("libcurl.so.4");
const VARIABLES =
  "SSL_CERT_FILE NIX_SSL_CERT_FILE SSL_CERT_DIR CURL_CA_BUNDLE REQUESTS_CA_BUNDLE NODE_EXTRA_CA_CERTS GIT_SSL_CAINFO";
const BUNDLES = ["ssl/certs/ca-certificates.crt", "ssl/certs/ca-bundle.crt", "pki/tls/certs/ca-bundle.crt"];
const each = <T>(names: readonly string[], given: (name: string) => T) =>
  Object.fromEntries(names.map((name) => [name, given(name)]));

export default {
  rule,
  finds: {
    "a client": client,
    "with our module": { ...client, ownModule: true },
    "a variable that names what is not bound": {
      ...client,
      environment: { SSL_CERT_FILE: "/etc/ssl/certs/ca-bundle.crt" },
    },
    "the same at a place of its own": { ...client, environment: { CURL_CA_BUNDLE: "/etc/own.crt" } },
    "a variant of curl": needs("libcurl-gnutls.so.4"),
    "a client, though TLS is linked first": needs("libssl.so.3", "libcurl.so.4"),
    "what a server may use": needs("libssl.so.3"),
    "the first of several": needs("libgnutls.so.30", "libssl.so.3"),
    gnutls: needs("libgnutls.so.30"),
    nss: needs("libnss3.so"),
    mbedtls: needs("libmbedtls.so.14"),
    "an argument that is about another file": {
      ...client,
      config: { ExecStart: `${program} --cert=/run/c` },
    },
  },
  clean: {
    ...each(VARIABLES.split(" "), (name) => ({ ...client, environment: { [name]: "/run/app/x" } })),
    ...each(BUNDLES, (path) => ({ ...client, config: { BindReadOnlyPaths: `/etc/${path}` } })),
    ...each(["--ca=/x", "--cafile /x", "CAfile=/x", "--ca-file=/x", "--cacert /x"], (word) => ({
      ...client,
      config: { ExecStart: `${program} ${word}` },
    })),
    "another command has the argument": {
      ...client,
      config: { ExecStartPre: program, ExecStop: `${program} --cacert /x` },
    },
    "another library": needs("libz.so.1"),
    "a library of a similar name": needs("libsslx.so.1"),
    "the library is not in the chroot": { ...client, inside: [app, glibc, openssl] },
    "no libraries": {},
  },
} satisfies Cases;
