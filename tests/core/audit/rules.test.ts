import { test } from "uvu";
import * as assert from "uvu/assert";
import { auditService } from "../../../src/core/audit/audit.ts";
import { factsOf } from "../../../src/core/audit/facts.ts";
import { decodePolicy, policyRule, type Policy } from "../../../src/core/audit/policy.ts";
import { ignoresOf, parseIgnore, suppress } from "../../../src/core/audit/suppress.ts";
import type { Json } from "../../../src/core/manifest/types.ts";
import { elfFile, type Recipe } from "../files/elf-maker.ts";
import { memoryFiles, type Tree } from "../files/memory.ts";
import { fullFacts, manifest, service, storePath } from "../support.ts";

const app = storePath(1, "app-1");
const glibc = storePath(2, "glibc-2");
const ssl = storePath(3, "openssl-3");
const LOADER = `${glibc}/lib/ld.so`;
const program = `${app}/bin/app`;

interface Case {
  config?: Record<string, Json>;
  inside?: string[];
  tree?: Tree;
  modes?: Record<string, number>;
  elf?: Recipe;
  policy?: Policy;
  ownModule?: boolean;
}

/** The findings in a service that runs a program of these libraries. */
function findings({
  config = {},
  inside = [app, glibc, ssl],
  tree = {},
  modes = {},
  elf = {},
  policy,
  ownModule = false,
}: Case) {
  const subject = {
    ...service("web", [program]),
    full: fullFacts({ serviceConfig: { ExecStart: program, PrivateTmp: true, ...config }, ownModule }),
  };
  const plan = {
    service: "web",
    dialect: "2024" as const,
    file: "",
    binSh: null,
    inaccessible: [],
    binds: inside.map((target) => ({ source: null, target })),
    warnings: [],
    mounts: "read-only" as const,
  };
  const files = memoryFiles(
    {
      [LOADER]: elfFile({}),
      [program]: elfFile({ interpreter: LOADER, ...elf }),
      [`${ssl}/lib/libssl.so.3`]: elfFile({}),
      [`${ssl}/lib/libcurl.so.4`]: elfFile({}),
      ...tree,
    },
    { [program]: 0o555, ...modes },
  );
  const world = {
    graph: new Map(),
    files,
    readShell: () => ({ notLookedAt: "no parser here" }),
    sizeOf: () => 100,
  };
  return auditService(factsOf(subject, plan, world)!, policy === undefined ? [] : [policyRule(policy)]);
}
const codes = (subject: Case) => findings(subject).map(({ code }) => code);

test("a program whose libraries are there is quiet", () => {
  assert.equal(codes({}), []);
});

test("CU107 and CU106: libraries and a loader that the chroot lacks", () => {
  const uses = { needed: ["libssl.so.3"], runpath: `${ssl}/lib` };
  const [missing, ...others] = findings({ elf: uses, inside: [app, glibc] });
  assert.equal(others, []);
  assert.is(
    missing!.what,
    "app-1/bin/app needs libssl.so.3, which no folder that its loader searches has in the chroot",
  );
  assert.equal(codes({ inside: [app] }), ["CU106"]);
});

test("CU111 and CU112: what is linked with curl asks for names and certificates", () => {
  const elf = { needed: ["libcurl.so.4"], runpath: `${ssl}/lib` };
  const found = findings({ elf });
  assert.equal(
    found.map(({ code, confidence }) => `${code} ${confidence}`),
    ["CU111 likely", "CU112 likely"],
  );
  const binds = ["/etc/resolv.conf", "/etc/ssl/certs/ca-bundle.crt"];
  assert.equal(codes({ elf, config: { BindReadOnlyPaths: binds } }), []);
  assert.equal(codes({ elf: { ...elf, needed: ["libssl.so.3"] } }), ["CU112"]);
});

test("CU114: functions that a program asks the C library for, in one note", () => {
  // Names of functions stand in the table that names of libraries do.
  const elf = { needed: [] as string[], soname: "getpwnam" };
  const found = findings({ elf });
  assert.equal(
    found.map(({ code, severity, what }) => [code, severity, what]),
    [["CU114", "note", "app-1/bin/app may look for /etc/passwd (getpwnam), which is not bound"]],
  );
  assert.equal(codes({ elf, config: { BindReadOnlyPaths: "/etc/passwd" } }), []);
  assert.equal(codes({ elf: { soname: "getpwname" } }), []);
});

test("what is linked for TLS alone may be a server: a guess, which is a note", () => {
  const elf = { needed: ["libssl.so.3"], runpath: `${ssl}/lib` };
  const [found] = findings({ elf });
  assert.equal([found!.code, found!.confidence, found!.severity], ["CU112", "guess", "note"]);
});

test("what several lines have in common is told once", () => {
  const lines = [`${program} /srv/x`, `${program} -v /srv/x`];
  assert.equal(codes({ config: { ExecStart: lines } }), ["CU108"]);
});

test("the mending lines are of the host's own kind", () => {
  const fixes = (ownModule: boolean) =>
    findings({ elf: { needed: ["libcurl.so.4"], runpath: `${ssl}/lib` }, ownModule }).map(({ fix }) => fix);
  assert.equal(fixes(true), [['confinement.profiles = [ "dns" ];'], ['confinement.profiles = [ "tls" ];']]);
  assert.equal(fixes(false), [
    ['serviceConfig.BindReadOnlyPaths = [ "/etc/resolv.conf" "-/etc/hosts" ];'],
    [
      'serviceConfig.BindReadOnlyPaths = [ "/etc/ssl/certs/ca-certificates.crt" "/etc/ssl/certs/ca-bundle.crt" ];',
    ],
  ]);
});

test("CU206: PrivateTmp as a string, where the rules cannot read it", () => {
  assert.equal(codes({ config: { PrivateTmp: "disconnected" } }), ["CU206"]);
});

test("CU407: a program that runs with its owner's rights", () => {
  assert.equal(codes({ modes: { [program]: 0o4555 } }), ["CU407"]);
});

test("CU408 to CU410: the policy, a service's own limits before those for all", () => {
  assert.equal(codes({ policy: { maxPaths: 2, maxSize: 299, forbid: ["openssl-*"] } }), [
    "CU408",
    "CU409",
    "CU410",
  ]);
  assert.equal(codes({ policy: { maxPaths: 3, maxSize: 300, forbid: ["gcc-*"] } }), []);
  assert.equal(codes({ policy: { maxPaths: 2, services: { web: { maxPaths: 3 } } } }), []);
  assert.throws(() => decodePolicy({ maxpaths: 2 }), /no limit "maxpaths"/);
  assert.throws(
    () => decodePolicy({ services: { web: { forbid: "x" } } }),
    /policy\.services\."web"\.forbid: expected a list/,
  );
  assert.throws(() => decodePolicy([]), /expected an object/);
  for (const services of [5, "web", ["web"], null])
    assert.throws(() => decodePolicy({ services }), /policy\.services: expected an object/);
});

test("commands with + run outside of the chroot, and nothing is missing for them", () => {
  assert.equal(codes({ config: { ExecStartPre: "+/usr/bin/chmod 1 /etc/x" } }), []);
  assert.equal(codes({ config: { ExecStartPre: "-/usr/bin/chmod 1 /etc/x" } }), ["CU108", "CU108"]);
});

test("what a configuration sets aside holds for its service", () => {
  const web = { ...service("web"), full: fullFacts({ ignore: { CU408: "it is large" } }) };
  const host = manifest([web, service("db"), { name: "broken", error: null }]);
  assert.equal(ignoresOf(host), [{ code: "CU408", service: "web", reason: "it is large" }]);
});

test("what is ignored is kept apart with its reason", () => {
  const found = findings({ policy: { maxPaths: 0, maxSize: 0 } });
  const { kept, ignored } = suppress(found, [parseIgnore("CU408:web=it is large")]);
  assert.equal([kept.map(({ code }) => code), ignored[0]!.reason], [["CU409"], "it is large"]);
  assert.is(suppress(found, [parseIgnore("CU408:other=no")]).ignored.length, 0);
  assert.throws(() => parseIgnore("CU408"), /expected CODE=REASON/);
  assert.throws(() => parseIgnore("CU999=x"), /there is no code CU999/);
});

test.run();
