/** What the derivation builder takes by the size of a host, on its own: the bundle that Nix runs, with what Nix gives it. */
import { join } from "node:path";
import { bundled } from "../tests/support/dist.ts";
import { writeLoad, type Load } from "./growth/workload.ts";
import { median } from "./support/paired.ts";
import { inScratch, measureNode, type Usage } from "./support/programs.ts";
import type { Scale } from "./support/scale.ts";
import { table, targetsTable, whole } from "./support/table.ts";

const LOADS: Record<Scale, Load[]> = {
  full: [
    ...[10, 100, 1_000, 10_000].map((paths) => ({ services: 1, paths })),
    ...[10, 100, 1_000].map((services) => ({ services, paths: 100 })),
    { services: 100, paths: 1_000 },
    { services: 10, paths: 10_000 },
  ],
  tiny: [{ services: 2, paths: 20 }],
};

export function run(scale: Scale): string {
  const usages = LOADS[scale].map((load) => ({ ...load, ...measure(load, scale === "full" ? 5 : 1) }));
  const start = Math.min(...usages.map(({ cpu }) => cpu));
  const rows = usages.map(({ services, paths, cpu, megabytes }) => {
    const lines = services * paths;
    const each = lines < 1_000 ? "—" : (((cpu - start) / lines) * 1_000).toFixed(1);
    return [services, paths, lines, whole(cpu), each, whole(megabytes)];
  });
  const most = Math.max(...usages.map(({ megabytes }) => megabytes));
  return [
    table(
      [
        "services",
        "paths in each",
        "lines in all",
        "milliseconds of processors",
        "more per 1,000 lines",
        "MB at the peak",
      ],
      rows,
    ),
    targetsTable([{ what: "memory of the builder", most: 200, measured: most, unit: " MB" }]),
  ].join("\n");
}

/** The median of some runs; of memory, the most. */
export function measure(load: Load, repeats: number, builder = bundled("builder.cjs")): Usage {
  return inScratch((directory) => {
    const env = writeLoad(directory, load);
    const runs = Array.from({ length: repeats }, (_, i) =>
      measureNode(builder, { cwd: directory, env: { ...env, out: join(directory, `out-${i}`) } }),
    );
    return {
      cpu: median(runs.map(({ cpu }) => cpu)),
      megabytes: Math.max(...runs.map(({ megabytes }) => megabytes)),
    };
  });
}
