/** One way to mount the store paths of a chroot. */
interface Strategy {
  /**
   * What is built beside the drop-in: an EROFS image with copies of the store paths, or one with nothing but their names. Null:
   * nothing.
   */
  image: "copies" | "names" | null;
  /** Whether the chroot could write to the store where the host's own store is writable. */
  needsReadOnlyStore: boolean;
  /** Whether paths are written as the reference writes them, without escapes. */
  unescaped: boolean;
  /**
   * What mounting adds to a start, in milliseconds: `base`, `each` per store path and `pairs` per pair of them, since systemd
   * reads the table of mounts once for each path that it makes read-only. Fitted to the table in
   * docs/explanation/mount-strategies.md (systemd 252, rules of 2024, the slowest that were measured).
   */
  cost: { base: number; each: number; pairs: number };
}

const RECORDS = {
  /** A read-only bind for each, as nixpkgs does. */
  "read-only": {
    image: null,
    needsReadOnlyStore: false,
    unescaped: true,
    cost: { base: 35, each: 0.8, pairs: 0.0185 },
  },
  /** A bind for each, read-only because the store itself is mounted so. */
  inherit: {
    image: null,
    needsReadOnlyStore: true,
    unescaped: false,
    cost: { base: 37, each: 0.5, pairs: 0.001 },
  },
  /** One file system image that holds copies of them. */
  image: {
    image: "copies",
    needsReadOnlyStore: false,
    unescaped: false,
    cost: { base: 50, each: 0.01, pairs: 0 },
  },
  /** One mount of the store itself, in which only they have names. */
  overlay: {
    image: "names",
    needsReadOnlyStore: false,
    unescaped: false,
    cost: { base: 50, each: 0.01, pairs: 0 },
  },
} satisfies Record<string, Strategy>;

/** `confinement.mounts`. */
export type MountStrategy = keyof typeof RECORDS;

/**
 * How the store paths of a chroot are mounted (docs/explanation/mount-strategies.md). All give the same view. What each writes is in
 * src/drop-in/mounts/render.ts; nix/reference/strategies.nix is the other side of the border, and a test compares the two.
 */
export const STRATEGIES: Readonly<Record<MountStrategy, Strategy>> = RECORDS;

export const STRATEGY_NAMES = Object.keys(STRATEGIES) as MountStrategy[];

/** What nixpkgs does. */
export const DEFAULT_STRATEGY: MountStrategy = "read-only";

/** Whether the drop-in needs an image that is built beside it. */
export function needsImage(mounts: MountStrategy): boolean {
  return STRATEGIES[mounts].image !== null;
}

/**
 * How long a service with so many binds takes until its program runs, in milliseconds: the right order of magnitude on a machine
 * of today, and no more.
 */
export function estimateStart(binds: number, mounts: MountStrategy): number {
  const { base, each, pairs } = STRATEGIES[mounts].cost;
  return Math.round(base + each * binds + pairs * binds * binds);
}
