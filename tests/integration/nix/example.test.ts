import { lstatSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "uvu";
import * as assert from "uvu/assert";
import type { Manifest } from "../../../src/manifest/types.ts";
import { EXAMPLE, MANIFEST_NIX, nix, serviceIn } from "../../support/nix.ts";

type Hosts = Record<"legacy" | "stable" | "current", Manifest>;

const text = readFileSync(MANIFEST_NIX, "utf8");
const apply = `builtins.mapAttrs (_: host: (${text}) { depth = "full"; } host)`;
const evaluated = (from: string[]): Hosts =>
  JSON.parse(nix("nix", ["eval", "--json", ...from, "--apply", apply]));

const hosts = evaluated([`path:${EXAMPLE}#nixosConfigurations`]);
const everyService = Object.entries(hosts).flatMap(([host, { services }]) =>
  services.map(({ name }) => ({ host, service: serviceIn(hosts[host as keyof Hosts], name) })),
);
const current = (name: string) => serviceIn(hosts.current, name);
const kindOf = (path: string) =>
  lstatSync(path).isSymbolicLink() ? "link" : lstatSync(path).isFile() ? "file" : "directory";
const roots = [
  ...new Set(
    everyService
      .flatMap(({ service }) => Object.keys(service.context))
      .filter((path) => path.endsWith(".drv")),
  ),
];
const query = (args: string[]) =>
  nix("nix-store", ["--query", ...args])
    .trim()
    .split("\n");
const derivations = query(["--requisites", ...roots]).filter((path) => path.endsWith(".drv"));

nix("nix-store", ["--realise", ...derivations]);

test("three hosts, one per dialect, each with at least 12 confined services and 4 that are not", () => {
  assert.equal(
    Object.entries(hosts).map(([host, { declaredDialect, system }]) => [host, declaredDialect, system]),
    [
      ["current", "2024", "x86_64-linux"],
      ["legacy", "2019", "x86_64-linux"],
      ["stable", "2022", "x86_64-linux"],
    ],
  );
  const names = nix("nix", [
    "eval",
    "--json",
    `path:${EXAMPLE}#nixosConfigurations`,
    "--apply",
    "builtins.mapAttrs (_: host: builtins.attrNames host.config.systemd.services)",
  ]);
  for (const [host, all] of Object.entries(JSON.parse(names) as Record<keyof Hosts, string[]>)) {
    const confined = hosts[host as keyof Hosts].services.length;
    assert.ok(confined >= 12, `${host}: ${confined} confined`);
    assert.ok(all.length - confined >= 4, `${host}: ${all.length - confined} not confined`);
  }
});

test("covers modes, shells, whole units, templates and odd names", () => {
  assert.is(current("database").confinement.mode, "chroot-only");
  assert.is(current("cache").confinement.binSh, null);
  assert.ok(lstatSync(current("fetch").confinement.binSh ?? "").isSymbolicLink());
  assert.is(JSON.parse(current("mailer").confinement.packages[0] ?? "").name, "mailer.service");
  assert.is(current("worker@").pathSafeName, "worker-");
  for (const name of ["backup job", "dev-disk\\x2dsync", ".sweeper", "metrics:node", "überwachung"])
    current(name);
  assert.equal(
    current("migrate").confinement.packages.map(
      (line) => line.replace(/\/nix\/store\/[^/]*\/bin\//, "").split(" ")[0],
    ),
    ["", "sqlite3", "!gzip", "-mkdir", "+install", "@rm", "bash"],
  );
});

test("the dialects differ in the root directory and in nothing of the packages", () => {
  const rootOf = (host: keyof Hosts) => serviceIn(hosts[host], "web").settings.RootDirectory;
  assert.match(rootOf("legacy") ?? "", /^\/nix\/store\/.*-web-chroot$/);
  assert.is(rootOf("stable"), "/var/empty");
  assert.is(rootOf("current"), "/run/confinement/web");
  assert.is(serviceIn(hosts.legacy, "web").packageText, serviceIn(hosts.current, "web").packageText);
});

test("builds at least 60 packages: several outputs, links, a link to nothing, plain files", () => {
  assert.ok(derivations.length >= 60, `${derivations.length} derivations`);
  const outputs = query(["--outputs", ...derivations]);
  assert.ok(outputs.length > derivations.length);
  const kinds = new Map(outputs.map((path) => [path.replace(/^.*?-/, ""), kindOf(path)]));
  assert.is(kinds.get("python"), "link");
  assert.is(kinds.get("fonts"), "link");
  assert.is(kinds.get("ca-bundle.crt"), "file");
  assert.ok(
    ["openssl-3.3.2", "openssl-3.3.2-bin", "krb5-1.21.3-lib"].every(
      (name) => kinds.get(name) === "directory",
    ),
  );
});

test("the closure of `api` is 71 paths", () => {
  const { context, packageText } = serviceIn(hosts.current, "api");
  const outputs = query(["--outputs", ...Object.keys(context)]);
  const named = outputs.filter((path) => packageText.includes(path));
  assert.is(new Set(query(["--requisites", ...named])).size, 71);
});

test("its outputs are the same in a sandbox and without", () => {
  const some = derivations.filter((path) => /-(openssl|sh|ca-bundle\.crt|unit-script-api)/.test(path));
  assert.ok(some.length >= 4);
  nix("nix-store", ["--realise", "--check", ...some], { sandbox: true });
});

test("evaluates without flakes to the same hosts", () => {
  const system = "x86_64-linux";
  const args = ["--file", EXAMPLE, "--argstr", "system", system, "nixosConfigurations"];
  // A flake's files are seen in its copy.
  const inDirectory = JSON.stringify(hosts).replaceAll(/"file":"\/nix\/store\/[^/"]+/g, `"file":"${EXAMPLE}`);
  assert.ok(inDirectory.includes(`"${EXAMPLE}/services/web.nix"`));
  assert.is(JSON.stringify(evaluated(args)), inDirectory);
});

test("is self-contained: the flake has no inputs and refers to nothing outside its directory", () => {
  const files = readdirSync(EXAMPLE, { recursive: true, encoding: "utf8" }).filter((file) =>
    file.endsWith(".nix"),
  );
  assert.ok(files.length > 10);
  for (const file of files) {
    const nixText = readFileSync(join(EXAMPLE, file), "utf8");
    assert.not.match(nixText, /\.\.\/|<nixpkgs>|\binputs =/, file);
  }
});

test.run();
