import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { fullService } from "../../../../../src/manifest/full-service.ts";
import { makeDropIns } from "../../../../../src/cli/drop-ins.ts";
import { unitFromManifest } from "../../../../../src/service/make-unit.ts";
import type { ServicePlan } from "../../../../../src/drop-in/plan.ts";
import type { Unit } from "../../../../../src/service/unit.ts";
import { isFailed } from "../../../../../src/drop-in/generate.ts";
import { decodeManifest } from "../../../../../src/manifest/decode.ts";
import { createNix } from "../../../../../src/nix/nix.ts";
import { realiseContext } from "../../../../../src/nix/store/realise.ts";
import { machineFiles } from "../../../../../src/fs/files.ts";
import { MANIFEST_NIX, nix as nixText, nixEnvironment } from "../../../../support/nix.ts";
import { root } from "../../../../support/run.ts";
import { openRounds } from "../../../../../src/cli/rounds.ts";
import { parseWorker } from "../../../../../src/parsing/client.ts";

/** Services over real programs; a function whose `module` adds options. */
export const PROOFS = join(root, "tests/fixtures/proofs");

const works = (program: string, args: string[]) => spawnSync(program, args).status === 0;

/** What this machine lacks to run the proofs; undefined: nothing. */
export const lacks = [
  works("bwrap", ["--ro-bind", "/", "/", "/bin/true"]) ? null : "bwrap makes no namespace here",
  works("busybox", ["true"]) ? null : "busybox is not installed",
  works("gcc", ["--version"]) ? null : "gcc is not installed",
  process.arch === "x64" ? null : "the programs are made for x86_64",
].find((reason) => reason !== null);

/** A service with what its drop-in binds. */
export type Proven = Unit & { plan: ServicePlan };

/** The confined services of the proofs with a module (Nix text), by name. */
export async function provenServices(module = "_: { }"): Promise<Map<string, Proven>> {
  const expression = `import ${MANIFEST_NIX} { depth = "full"; } (import ${PROOFS} { module = ${module}; })`;
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
  const files = machineFiles();
  const rounds = openRounds({ parser: parseWorker() }, files);
  const world = { graph: made!.graph, files, answers: rounds.answers };
  const plans = new Map(made!.dropIns.map(({ plan }) => [plan.service, plan]));
  return rounds.run(
    () =>
      new Map(
        manifest.services.map((each) => {
          if (isFailed(each)) throw new Error(`${each.name}: ${each.error}`);
          const plan = plans.get(each.name)!;
          return [each.name, { ...unitFromManifest(fullService(each), plan, world), plan }] as const;
        }),
      ),
  );
}

/** Runs the lines of a service where it sees what its plan binds, and says whether all went well. */
export function runs({ plan, view, environment, commands }: Proven): boolean {
  const binds = [
    ...plan.binds
      .filter(({ source }) => source !== "")
      .map(({ source, target }) => [source ?? target, target]),
    ...(plan.binSh === null ? [] : [[plan.binSh, "/bin/sh"]]),
    ...view.binds.map(({ source, target }) => [source, target]),
  ];
  const shown = binds.flatMap(([source, target]) => ["--ro-bind", source!, target!]);
  const variables = [...environment.variables].flatMap(([name, { value }]) => ["--setenv", name, value]);
  const apart = ["--proc", "/proc", "--dev", "/dev", "--tmpfs", "/tmp"];
  const inside = [...apart, ...shown, "--clearenv", ...variables];
  const inOrder = [
    ...commands.filter(({ option }) => option === "ExecCondition"),
    ...commands.filter(({ option }) => option !== "ExecCondition"),
  ];
  return inOrder.every(({ program, args }) =>
    works("bwrap", ["--unshare-all", ...inside, "--", program, ...args]),
  );
}
