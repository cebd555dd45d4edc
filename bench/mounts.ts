/** How long confined services take to start, by the way their store paths are mounted (./mount-strategies.ts). */
import { whyNoSystemd } from "../tests/system/support/requirements.ts";
import { must } from "./support/programs.ts";
import type { Scale } from "./support/scale.ts";

/** Repeats, and numbers of store paths; read-only binds of thousands take minutes. */
const SIZES: Record<Scale, [repeats: string, counts: string]> = {
  full: ["3", "1,10,100,300,1000"],
  tiny: ["1", "1,2"],
};

export function run(scale: Scale): string {
  const missing = whyNoSystemd();
  if (missing !== null) return `Not measured: ${missing}.`;
  // A program of its own: it boots a systemd.
  return must(process.execPath, ["--import", "tsx", "bench/mount-strategies.ts", ...SIZES[scale]]);
}
