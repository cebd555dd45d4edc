import type { MountStrategy } from "../../reference/strategies.ts";

/**
 * What mounting adds to a start, in milliseconds: `base`, `each` per store path and `pairs` per pair of them, since systemd reads
 * the table of mounts once for each path that it makes read-only. Fitted to the table in
 * docs/explanation/mount-strategies.md (systemd 252, rules of 2024, the slowest that were measured).
 */
const COSTS: Record<MountStrategy, { base: number; each: number; pairs: number }> = {
  "read-only": { base: 35, each: 0.8, pairs: 0.0185 },
  inherit: { base: 37, each: 0.5, pairs: 0.001 },
  image: { base: 50, each: 0.01, pairs: 0 },
  overlay: { base: 50, each: 0.01, pairs: 0 },
};

/**
 * How long a service with so many binds takes until its program runs, in milliseconds: the right order of magnitude on a machine
 * of today, and no more.
 */
export function estimateStart(binds: number, mounts: MountStrategy): number {
  const { base, each, pairs } = COSTS[mounts];
  return Math.round(base + each * binds + pairs * binds * binds);
}
