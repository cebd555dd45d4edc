/** A build sandbox that hides the Node.js that would build: the build fails, and why is said. */
import { join } from "node:path";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { nixEnvironment } from "../../support/nix.ts";
import { root, run } from "../../support/run.ts";
import { skipped } from "../../support/skip.ts";

const HOST = `{
  config.confinedUnits.dialect = "2022";
  config.systemd.services.a = {
    confinement = { enable = true; mode = "full-apivfs"; fullUnit = false; binSh = null; packages = [ (builtins.toFile "a-${process.pid}" "a") ]; };
    serviceConfig.PrivateTmp = true;
  };
  pkgs.system = "x86_64-linux";
}`;

/** Only what the shell needs is shown. */
function environment(): NodeJS.ProcessEnv {
  const { NIX_CONFIG = "", ...env } = nixEnvironment({ sandbox: true });
  return {
    ...env,
    NIX_CONFIG: NIX_CONFIG.replace(
      /^sandbox-paths = .*$/m,
      "sandbox-paths = /bin/sh=/bin/dash /lib /lib64? /usr/lib",
    ),
  };
}

function sandboxWorks(env: NodeJS.ProcessEnv): boolean {
  const expression = `derivation { name = "sandboxed-${process.pid}"; system = builtins.currentSystem; builder = "/bin/sh"; args = [ "-c" "echo > $out" ]; }`;
  return run("nix-build", ["--no-out-link", "--expr", expression], { env }).code === 0;
}

test("the sandbox hides our node: exit 3, and the way out", () => {
  const env = environment();
  if (!sandboxWorks(env)) return skipped("Nix cannot sandbox builds on this machine");
  const { code, stdout, stderr } = run(
    process.execPath,
    [join(root, "dist/cli.cjs"), "build", "--expr", HOST],
    { env },
  );
  assert.is(code, 3, stderr);
  assert.is(stdout, "");
  assert.match(
    stderr,
    /warning: the build sandbox hides .*\/bin\/node from the build; show it with .*sandbox-paths/,
  );
});

test("without a sandbox the same host builds", () => {
  const env = nixEnvironment({ sandbox: false });
  const { code, stdout, stderr } = run(
    process.execPath,
    [join(root, "dist/cli.cjs"), "build", "--expr", HOST],
    { env },
  );
  assert.is(code, 0, stderr);
  assert.match(stdout, /^\/nix\/store\/.*-confined-units-host\n$/);
  assert.not.match(stderr, /hides/);
});

test.run();
