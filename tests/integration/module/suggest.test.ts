import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { nixEnvironment } from "../../support/nix.ts";
import { withLib } from "../../support/nixpkgs-lib.ts";
import { root, run } from "../../support/run.ts";
import { inHost } from "./support.ts";

const SERVICE = `{ pkgs, lib, ... }: {
  systemd.services.it-is = {
    path = [ pkgs.gzip ];
    # The stand-in's own shell is a link out of the store.
    confinement.binSh = null;
    serviceConfig.ExecStart = "\${pkgs.script "it" "it" "\${pkgs.dash}/bin/dash" "gzip -k x"}/bin/it /var/lib/it/x";
    environment.DATA = "\${pkgs.hello}/share";
    environment.LANG = "de_DE.UTF-8";
    serviceConfig.AmbientCapabilities = "CAP_NET_BIND_SERVICE";
  };
  systemd.globalEnvironment.LOCALE_ARCHIVE = "\${pkgs.tzdata}/archive";
}`;

/** A host whose second module is the text. */
const hostWith = (lib: string, module: string) =>
  inHost(lib, { module: `{ imports = [ (${SERVICE}) (${module}) ]; }` }, "host");

/** What a command prints for a host, as JSON. */
function json(lib: string, module: string, command: readonly string[]) {
  const directory = mkdtempSync(join(tmpdir(), "confined-units-suggest-"));
  try {
    const file = join(directory, "host.nix");
    writeFileSync(file, hostWith(lib, module));
    const cli = ["--import", "tsx", join(root, "src/bin.ts"), ...command, "--file", file];
    const ended = run(process.execPath, [...cli, "--json", "--quiet"], { env: nixEnvironment() });
    if (ended.stdout === "") throw new Error(ended.stderr);
    return JSON.parse(ended.stdout).hosts[0];
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

test(
  "on a host with our module, options of it are suggested, and the audit of the host that has them is empty",
  withLib((lib) => {
    const { block, remaining, confined } = json(lib, "{ }", ["suggest", "it-is"]);
    assert.equal([confined, remaining], [false, []]);
    const lines = (block as string[]).filter((line) => !line.trimStart().startsWith("#"));
    assert.equal(lines, [
      "systemd.services.it-is = {",
      "  confinement = {",
      "    enable = true;",
      "    includePath = true;",
      "    includeEnvironment = true;",
      '    profiles = [ "locale" ];',
      "  };",
      "  serviceConfig = {",
      '    StateDirectory = [ "it" ];',
      "    PrivateUsers = false;",
      "  };",
      "};",
    ]);
    const pasted = `{ config, lib, pkgs, ... }: {\n${(block as string[]).join("\n")}\n}`;
    assert.equal(json(lib, pasted, ["audit"]).findings, []);
    const merely = json(lib, "{ systemd.services.it-is.confinement.enable = true; }", ["audit"]);
    assert.equal(
      [...new Set((merely.findings as { code: string }[]).map(({ code }) => code))],
      ["CU101", "CU103", "CU108", "CU115", "CU204"],
    );
  }),
);

test(
  "findings that the configuration suppresses are shown with its reason",
  withLib((lib) => {
    const module = `{
      confinedUnits.ignoredFindings = { CU115 = "of the host"; CU103 = "of the host"; };
      systemd.services.it-is.confinement = { enable = true; ignoredFindings.CU103 = "of the service"; };
    }`;
    const { ignored } = json(lib, module, ["audit"]);
    assert.equal(
      (ignored as { code: string; reason: string }[]).map(({ code, reason }) => `${code} ${reason}`),
      ["CU103 of the service", "CU115 of the host"],
    );
  }),
);

test.run();
