import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Manifest, Service } from "../../src/manifest/types.ts";

/** What the packages of examples/plain need to be built in a sandbox: /bin/sh and coreutils. */
const SANDBOX_PATHS = "/bin /lib /lib64? /usr";

/** The text of the project's Nix function from a host to its manifest. */
export const MANIFEST_NIX = join(import.meta.dirname, "../../nix/manifest.nix");

/** The example's directory. */
export const EXAMPLE = join(import.meta.dirname, "../../examples/plain");

const home = mkdtempSync(join(tmpdir(), "confined-units-home-"));
process.once("exit", () => rmSync(home, { recursive: true, force: true }));

/**
 * Variables under which tests run Nix: no settings, caches and search path of this machine or its user, no network.
 * The store is the machine's.
 */
export function nixEnvironment({ sandbox = false } = {}): NodeJS.ProcessEnv {
  const { NIX_PATH: _, ...inherited } = process.env;
  const settings = {
    "experimental-features": "nix-command flakes",
    substituters: "",
    // A single-user root has no build users; with a daemon this has no effect.
    "build-users-group": "",
    sandbox: String(sandbox),
    // The example's hosts are of this platform, and nothing in its packages depends on the processor.
    "extra-platforms": "x86_64-linux",
    ...(sandbox ? { "sandbox-paths": SANDBOX_PATHS } : {}),
  };
  return {
    ...inherited,
    HOME: home,
    XDG_CACHE_HOME: join(home, "cache"),
    XDG_CONFIG_HOME: join(home, "config"),
    NIX_CONF_DIR: home,
    NIX_CONFIG: Object.entries(settings)
      .map(([name, value]) => `${name} = ${value}`)
      .join("\n"),
  };
}

/** Runs one of Nix's programs to its end and gives its stdout; throws its stderr when it fails. */
export function nix(program: string, args: readonly string[], options: { sandbox?: boolean } = {}): string {
  const { status, stdout, stderr, error } = spawnSync(program, args, {
    encoding: "utf8",
    env: nixEnvironment(options),
    maxBuffer: 256 * 1024 * 1024,
  });
  if (error !== undefined) throw error;
  if (status !== 0) throw new Error(stderr);
  return stdout;
}

/** Whether Nix can build in a sandbox here: it needs namespaces, which not every container allows. */
export function sandboxWorks(): boolean {
  const expression = `derivation { name = "probe-${process.pid}"; system = builtins.currentSystem; builder = "/bin/sh"; args = [ "-c" "echo > $out" ]; }`;
  const { status } = spawnSync("nix-build", ["--no-out-link", "--expr", expression], {
    env: nixEnvironment({ sandbox: true }),
  });
  return status === 0;
}

/** Evaluates an expression to JSON, impurely. */
export function evaluate(expression: string): unknown {
  return JSON.parse(nix("nix-instantiate", ["--eval", "--strict", "--json", "--expr", expression]));
}

/** The manifest of a host, both host and arguments given as Nix expressions. */
export function manifestOf(host: string, args = "{ }"): Manifest {
  return evaluate(`import ${MANIFEST_NIX} ${args} (${host})`) as Manifest;
}

/** The confined service of that name, which must have evaluated. */
export function serviceIn(manifest: Manifest, name: string): Service {
  const entry = manifest.services.find((service) => service.name === name);
  if (entry === undefined) throw new Error(`no service ${name}`);
  if (!("confinement" in entry)) throw new Error(`service ${name} did not evaluate`);
  return entry;
}
