/** A host that fails is one sentence, and the same one from each command. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { bundled } from "../../support/dist.ts";
import { nixEnvironment } from "../../support/nix.ts";
import { run } from "../../support/run.ts";

const directory = mkdtempSync(join(tmpdir(), "confined-units-failing-"));
process.once("exit", () => rmSync(directory, { recursive: true, force: true }));

const confined = (text: string) => `{
  config.confinedUnits.dialect = "2024";
  config.systemd.services.api = {
    serviceConfig.PrivateTmp = true;
    confinement = { enable = true; mode = "full-apivfs"; fullUnit = false; binSh = null; packages = [ ${text} ]; };
  };
}`;

const broken = `"\${derivation { name = "broken"; system = builtins.currentSystem; builder = "/bin/sh"; args = [ "-c" "exit 5" ]; }}"`;

/** Files with hosts that fail, and the one sentence about the host `web`. */
const FILES: Record<string, string> = {
  throws: `{ web = throw "boom"; }`,
  "throws-of-two": `{ web = throw "boom"; other = ${confined("")}; }`,
  unbuildable: `{ web = ${confined(broken)}; }`,
};
for (const [name, text] of Object.entries(FILES)) writeFileSync(join(directory, `${name}.nix`), text);

const COMMANDS: Record<string, string[]> = {
  list: [],
  check: [],
  audit: [],
  "audit of a service": ["--service", "api"],
  generate: ["--out", join(directory, "out")],
  build: [],
  explain: ["api"],
  suggest: ["api"],
  enter: ["api"],
};

function errors(
  command: string,
  args: readonly string[],
): { code: number | null; errors: string[]; stderr: string } {
  const [name = ""] = command.split(" ");
  const words = [bundled("cli.cjs"), name, ...(COMMANDS[command] ?? []), ...args];
  const { code, stderr } = run(process.execPath, words, { cwd: directory, env: nixEnvironment() });
  return { code, stderr, errors: stderr.match(/^error: .*/gm) ?? [] };
}

for (const command of Object.keys(COMMANDS)) {
  test(`${command}: a host that does not evaluate`, () => {
    for (const file of ["throws.nix", "throws-of-two.nix"]) {
      // The other host is as it should be, where it is one that is asked for.
      const host = file === "throws.nix" ? [] : ["--host", "web"];
      const found = errors(command, ["--file", file, ...host]);
      assert.equal(found.errors, ["error: web: boom"], found.stderr);
      assert.is(found.code, 3);
    }
  });

  test(`${command}: a host whose package does not build`, () => {
    const found = errors(command, ["--file", "unbuildable.nix"]);
    assert.is(found.errors.length, 1, found.stderr);
    assert.match(found.errors[0]!, /^error: web: \/nix\/store\/\S+-broken\.drv does not build/);
    assert.is(found.code, 3);
  });
}

test("whether the failed host has a service is not known, so its failure is the error", () => {
  for (const [command, ...args] of [
    ["explain", "absent"],
    ["enter", "absent"],
    ["audit", "--service", "absent"],
  ] as const) {
    const words = [bundled("cli.cjs"), command, ...args, "--file", "throws-of-two.nix"];
    const { code, stderr } = run(process.execPath, words, { cwd: directory, env: nixEnvironment() });
    assert.match(stderr, /^error: web: boom$/m);
    assert.match(stderr, /^no other host confines a service called "absent": other$/m);
    assert.is(code, 3);
  }
});

test.run();
