/**
 * The rooms of src/, from the ground up: each imports only what stands before it in this list. Lint (oxlint.config.ts) and a
 * test over the whole import graph (tests/unit/rooms.test.ts) both read it.
 */
export const ROOMS = [
  "base",
  "store-path",
  "systemd",
  "reference",
  "manifest",
  "drop-in",
  "programs",
  "fs",
  "process",
  "runner",
  "nix",
  "nix-source",
  "shell-source",
  "parsing",
  "service",
  "diagnostics",
  "report",
  "config",
  "cli",
  "features",
  "library",
] as const;

export type Room = (typeof ROOMS)[number];

/** Rooms without effects: no `node:` module, no package, no global of Node. What they need comes through a port. */
export const PURE: ReadonlySet<string> = new Set([
  "base",
  "store-path",
  "systemd",
  "reference",
  "manifest",
  "drop-in",
  "programs",
  "service",
  "diagnostics",
]);

/** The only room that may start programs. */
export const STARTS_PROGRAMS: Room = "process";

/** Rooms that a feature reaches only from its command and its adapters. */
export const EFFECTS: readonly Room[] = [
  "fs",
  "process",
  "runner",
  "nix",
  "nix-source",
  "shell-source",
  "parsing",
  "config",
  "cli",
];

/** Features in their order: each imports only the cores of those before it. */
export const FEATURES = [
  "audit",
  "explain",
  "diff",
  "list",
  "why-failed",
  "suggest",
  "enter",
  "check",
  "generate",
  "build",
  "manifest",
  "doctor",
  "completion",
] as const;

/** What the programs that run in Nix builds may hold: the rooms down to drop-in, and files. */
export const BUILDER_ROOMS: readonly Room[] = [
  "base",
  "store-path",
  "systemd",
  "reference",
  "manifest",
  "drop-in",
  "fs",
];

export const BUILDERS: readonly string[] = ["src/builder.ts", "src/check-builder.ts"];
