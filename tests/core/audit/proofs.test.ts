import { join } from "node:path";
import { spawnSync } from "node:child_process";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { auditService } from "../../../src/core/audit/audit.ts";
import { factsOf, type ServiceFacts } from "../../../src/core/audit/facts.ts";
import { isFailed } from "../../../src/core/generate.ts";
import { decodeManifest } from "../../../src/core/manifest/decode.ts";
import { makeDropIns } from "../../../src/cli/drop-ins.ts";
import { createNix } from "../../../src/nix/nix.ts";
import { realiseContext } from "../../../src/nix/realise.ts";
import { shellReader } from "../../../src/source/shell/parse.ts";
import { machineFiles } from "../../../src/store/files.ts";
import { MANIFEST_NIX, nix as nixText, nixEnvironment } from "../../support/nix.ts";
import { root } from "../../support/run.ts";
import { skipped } from "../../support/skip.ts";

const works = (program: string, args: string[]) => spawnSync(program, args).status === 0;
const lacks = [
  works("bwrap", ["--ro-bind", "/", "/", "/bin/true"]) ? null : "bwrap makes no namespace here",
  works("busybox", ["true"]) ? null : "busybox is not installed",
  works("gcc", ["--version"]) ? null : "gcc is not installed",
  process.arch === "x64" ? null : "the programs are made for x86_64",
].find((reason) => reason !== null);

/** The services of the fixture, by name. */
async function prepare(): Promise<Map<string, ServiceFacts>> {
  const expression = `import ${MANIFEST_NIX} { depth = "full"; } (import ${join(root, "tests/fixtures/proofs")})`;
  // The evaluation that writes derivations to the store, too.
  const manifest = decodeManifest(
    JSON.parse(nixText("nix", ["eval", "--json", "--impure", "--expr", expression])),
  );
  const nix = createNix({ env: nixEnvironment() });
  const contexts = manifest.services.flatMap((each) =>
    isFailed(each) || each.full === undefined ? [] : [each.full.context],
  );
  await realiseContext(nix, contexts);
  const [made] = await makeDropIns(nix, [{ host: "proofs", manifest }], { strict: false });
  const readShell = await shellReader();
  if ("problem" in readShell) throw new Error(readShell.problem);
  const graph = new Map([...made!.graph].map(([path, info]) => [path, info.references]));
  const world = { graph, files: machineFiles(), sizeOf: () => 0, readShell };
  const plans = new Map(made!.dropIns.map(({ plan }) => [plan.service, plan]));
  return new Map(
    manifest.services.flatMap((each) => {
      if (isFailed(each)) throw new Error(`${each.name}: ${each.error}`);
      const facts = factsOf(each, plans.get(each.name)!, world);
      return facts === null ? [] : [[each.name, facts] as const];
    }),
  );
}

/** Runs the lines of a service where it sees what its plan binds, and says whether all went well. */
function runs({ plan, view, environment, commands }: ServiceFacts): boolean {
  const binds = [
    ...plan.binds
      .filter(({ source }) => source !== "")
      .map(({ source, target }) => [source ?? target, target]),
    ...(plan.binSh === null ? [] : [[plan.binSh, "/bin/sh"]]),
    ...view.binds.map(({ source, target }) => [source, target]),
  ];
  const shown = binds.flatMap(([source, target]) => ["--ro-bind", source!, target!]);
  const variables = Object.entries(environment).flatMap(([name, value]) => ["--setenv", name, value]);
  const inside = [
    "--proc",
    "/proc",
    "--dev",
    "/dev",
    "--tmpfs",
    "/tmp",
    ...shown,
    "--clearenv",
    ...variables,
  ];
  const inOrder = [
    ...commands.filter(({ option }) => option === "ExecCondition"),
    ...commands.filter(({ option }) => option !== "ExecCondition"),
  ];
  return inOrder.every(({ program, args }) =>
    works("bwrap", ["--unshare-all", ...inside, "--", program, ...args]),
  );
}

const services = lacks === undefined ? await prepare() : new Map<string, ServiceFacts>();

for (const name of "CU101 CU102 CU103 CU104 CU106 CU106-env CU106-loader CU107 CU108 CU109".split(" ")) {
  test(`${name}: fails in the chroot where it is found, and works where it is mended`, () => {
    if (lacks !== undefined) return skipped(lacks);
    const [broken, mended] = [services.get(name)!, services.get(`${name}-mended`)!];
    const codes = (facts: ServiceFacts) => auditService(facts).map(({ code }) => code);
    assert.equal(codes(broken), [name.slice(0, 5)]);
    assert.equal(codes(mended), []);
    assert.not.ok(runs(broken), "it works although something is missing");
    assert.ok(runs(mended), "it fails although nothing is missing");
  });
}

test.run();
