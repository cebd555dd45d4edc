import { join } from "node:path";
import type { Test } from "uvu";
import * as assert from "uvu/assert";
import { auditService } from "../../../../../src/features/audit/audit.ts";
import { nixEnvironment } from "../../../../support/nix.ts";
import { root, run } from "../../../../support/run.ts";
import { skipped } from "../../../../support/skip.ts";
import { lacks, PROOFS, provenServices, runs } from "../../audit/support/chroot.ts";

interface Suggested {
  block: string[];
  remaining: { code: string }[];
}

/** What the command prints for a service, as JSON. */
function suggestionFor(service: string): Suggested {
  const cli = ["--import", "tsx", join(root, "src/bin.ts"), "suggest", service, "--file", PROOFS];
  const ended = run(process.execPath, [...cli, "--json", "--quiet"], { env: nixEnvironment() });
  if (ended.stdout === "") throw new Error(ended.stderr);
  return JSON.parse(ended.stdout).hosts[0];
}

/** As it is pasted: into a module that has these arguments. */
const module = (lines: readonly string[]) => `{ config, lib, pkgs }: {\n${lines.join("\n")}\n}`;
/** Adds a test for each of these services: proofs.test.ts has a sample of proofs.slow.test.ts. */
export async function testProofs(test: Test, codes: readonly string[]): Promise<void> {
  const names = codes.map((code) => `${code}-open`);
  const suggestions =
    lacks === undefined ? names.map((name) => [name, suggestionFor(name)] as const) : ([] as const);
  const enabled = names.map((name) => `systemd.services.${name}.confinement.enable = true;`);
  const [merely, suggested] =
    lacks === undefined
      ? await Promise.all([
          provenServices(module(enabled)),
          provenServices(module(suggestions.flatMap(([, { block }]) => block))),
        ])
      : [new Map<string, never>(), new Map<string, never>()];

  for (const name of names) {
    test(`${name}: fails if it is merely confined, and works with what is suggested`, () => {
      if (lacks !== undefined) return skipped(lacks);
      assert.equal(new Map(suggestions).get(name)!.remaining, []);
      assert.not.ok(runs(merely.get(name)!), "it works without what is suggested");
      assert.equal(auditService(suggested.get(name)!), []);
      assert.ok(runs(suggested.get(name)!), "it fails with what is suggested");
    });
  }
}
