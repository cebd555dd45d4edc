/**
 * Four ways to one host's drop-ins: the derivation from the manifest as data, the derivation inside an evaluation, the plain
 * files of `generate`, and an independent reading of what Nix itself says. They agree byte for byte, sandbox on and off.
 */
import { execFileSync, spawnSync } from "node:child_process";
import {
  lstatSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { test } from "uvu";
import * as assert from "uvu/assert";
import type { Manifest, Service } from "../../../src/manifest/types.ts";
import { EXAMPLE, nix, nixEnvironment, sandboxWorks } from "../../support/nix.ts";
import { skipped } from "../../support/skip.ts";

const CLI = join(import.meta.dirname, "../../../dist/cli.cjs");
const HOSTS = ["current", "legacy", "stable"];
const scratch = mkdtempSync(join(tmpdir(), "confined-units-agreement-"));
test.after(() => rmSync(scratch, { recursive: true, force: true }));

function confinedUnits(args: readonly string[], sandbox: boolean): string {
  const env = nixEnvironment({ sandbox });
  return execFileSync(process.execPath, [CLI, ...args], {
    encoding: "utf8",
    env,
    stdio: ["ignore", "pipe", "pipe"],
  });
}

/** All files of a directory with their content, by path. */
function tree(directory: string): Record<string, string> {
  const files = readdirSync(directory, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  return Object.fromEntries(
    files
      .map((entry) => join(entry.parentPath, entry.name))
      .toSorted()
      .map((file) => [file.slice(directory.length + 1), readFileSync(file, "utf8")]),
  );
}

const generated = join(scratch, "generated");
confinedUnits(["generate", "--flake", `path:${EXAMPLE}`, "--out", generated], false);

for (const sandbox of [false, true]) {
  test(`build gives the files of generate, sandbox ${sandbox ? "on" : "off"}`, () => {
    if (sandbox && !sandboxWorks()) return skipped("Nix cannot sandbox builds on this machine");
    const output = confinedUnits(["build", "--json", "--flake", `path:${EXAMPLE}`], sandbox);
    const { hosts } = JSON.parse(output) as { hosts: { host: string; path: string }[] };
    assert.equal(
      hosts.map(({ host }) => host),
      HOSTS,
    );
    for (const { host, path } of hosts) {
      // Built once already? Then once more under these settings: Nix compares the outputs.
      if (sandbox) nix("nix-store", ["--realise", "--check", deriver(path)], { sandbox });
      assert.equal(tree(path), tree(join(generated, host)));
    }
  });
}

const deriver = (path: string) => nix("nix-store", ["--query", "--deriver", path]).trim();

test("the derivation inside an evaluation gives the same files", () => {
  const nodejs = dirname(dirname(process.execPath));
  const expression = `
    let
      confined-units = import ${join(import.meta.dirname, "../../../nix")} { nodejs = ${JSON.stringify(nodejs)}; };
      hosts = (import ${EXAMPLE} { }).nixosConfigurations;
    in map (name: confined-units.confinedUnits (hosts.\${name} // { inherit name; })) [ ${HOSTS.map((host) => `"${host}"`).join(" ")} ]`;
  const paths = nix("nix-build", ["--no-out-link", "--expr", expression]).trim().split("\n");
  assert.is(paths.length, HOSTS.length);
  paths.forEach((path, i) => assert.equal(tree(path), tree(join(generated, HOSTS[i]!))));
});

test("they say what nix-store says of the same text, service by service", () => {
  let services = 0;
  for (const host of HOSTS) {
    const manifest = JSON.parse(
      confinedUnits(["manifest", "--flake", `path:${EXAMPLE}#${host}`], false),
    ) as Manifest;
    const files = tree(join(generated, host));
    for (const entry of manifest.services) {
      const service = entry as Service;
      const name = `lib/systemd/system/${service.name}.service${host === "legacy" ? "" : ".d/confinement.conf"}`;
      assert.equal(bindsOf(files[name]!), readByNix(service), `${host}: ${service.name}`);
      services++;
    }
    assert.is(Object.keys(files).length, manifest.services.length);
  }
  assert.ok(services > 40, `${services} services were compared`);
});

const bindsOf = (content: string) =>
  content
    .split("\n")
    .filter((line) => line.startsWith("BindReadOnlyPaths="))
    .map((line) => line.slice("BindReadOnlyPaths=".length));

/** The text as a store file whose references Nix finds by itself, and their closure as `nix-store` prints it. */
function readByNix(service: Service): string[] {
  const { binSh } = service.confinement;
  const expression = `
    let service = builtins.fromJSON (builtins.readFile ${JSON.stringify(serviceFile(service))}); in
    derivation {
      name = "text"; system = builtins.currentSystem; builder = "/bin/sh";
      content = builtins.appendContext service.packageText service.context; passAsFile = [ "content" ];
      PATH = "/usr/bin:/bin"; args = [ "-c" "cat $contentPath > $out" ];
    }`;
  const text = nix("nix-build", ["--no-out-link", "--expr", expression]).trim();
  const closure = nix("nix-store", ["--query", "--requisites", text])
    .trim()
    .split("\n")
    .filter((path) => path !== text)
    .toSorted();
  const shell = binSh === null ? [] : [`${realpathSync(binSh)}:/bin/sh`];
  return [...shell, ...closure.map(bind)];
}

function bind(path: string): string {
  if (!lstatSync(path).isSymbolicLink()) return path;
  const { stdout } = spawnSync("readlink", ["-e", path], { encoding: "utf8" });
  return `${stdout.trim()}:${path}`;
}

function serviceFile(service: Service): string {
  const file = join(scratch, "service.json");
  writeFileSync(file, JSON.stringify(service));
  return file;
}

test.run();
