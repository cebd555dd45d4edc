/** Nix's own distributed builds: the drop-ins of a fleet, built on two machines (local chroot stores) and none here. */
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { EXAMPLE, nixEnvironment } from "../../support/nix.ts";
import { root } from "../../support/run.ts";
import { skipped } from "../../support/skip.ts";

const env = nixEnvironment({ sandbox: true });
const scratch = mkdtempSync(join(tmpdir(), "confined-units-machines-"));
const machines = ["one", "two"].map((name) => join(scratch, name));
test.after(() => {
  // What is in a store is read-only.
  spawnSync("chmod", ["-R", "u+w", scratch]);
  rmSync(scratch, { recursive: true, force: true });
});

const SYSTEM = process.arch === "arm64" ? "aarch64-linux" : "x86_64-linux";
const HOSTS = ["current", "legacy", "stable"];
/** Names that no earlier run has built. */
const expression = (salt: string) => `
  let
    confined-units = import ${root}nix { nodejs = ${JSON.stringify(dirname(dirname(process.execPath)))}; };
    hosts = (import ${EXAMPLE} { }).nixosConfigurations;
  in map (name: confined-units.confinedUnits (hosts.\${name} // { name = "\${name}-${salt}"; })) [ ${HOSTS.map((host) => `"${host}"`).join(" ")} ]`;

function build(
  salt: string,
  args: readonly string[],
): { status: number | null; stdout: string; stderr: string } {
  return spawnSync("nix-build", ["--no-out-link", "--expr", expression(salt), ...args], {
    env,
    encoding: "utf8",
  });
}

const dropIn = (output: string, host: string) =>
  readFileSync(
    join(output, `lib/systemd/system/web.service${host === "legacy" ? "" : ".d/confinement.conf"}`),
    "utf8",
  );

test("two machines build what is built here, and both of them work", () => {
  const here = build(`here-${process.pid}`, []);
  if (here.status !== 0 && /sandbox|namespace/.test(here.stderr))
    return skipped(
      "Nix cannot sandbox builds on this machine, and a chroot store is built in like a sandbox",
    );
  assert.is(here.status, 0, here.stderr);

  const builders = machines.map((machine) => `${machine} ${SYSTEM} - 1 1`).join(" ; ");
  const there = build(`there-${process.pid}`, ["-j0", "--builders", builders]);
  assert.is(there.status, 0, there.stderr);

  const outputs = there.stdout.trim().split("\n");
  assert.is(outputs.length, HOSTS.length);
  const local = here.stdout.trim().split("\n");
  HOSTS.forEach((host, i) => assert.is(dropIn(outputs[i]!, host), dropIn(local[i]!, host), host));
  for (const machine of machines) {
    // Since 2.26 at the latest, Nix tells a machine that is a directory with its kind of store.
    assert.ok(
      [machine, `local://${machine}`].some((name) => there.stderr.includes(`on '${name}'`)),
      there.stderr,
    );
    const store = join(machine, "nix/store");
    assert.ok(
      existsSync(store) && readdirSync(store).some((name) => /-confined-units-\w+-there-/.test(name)),
      machine,
    );
  }
});

test.run();
