import { DIALECT_NAMES, DIALECTS } from "./dialects.ts";

/** What follows from the mode alone, in all dialects: systemd-confinement.nix of nixpkgs. */
const FROM_MODE = [
  "MountAPIVFS",
  "PrivateDevices",
  "PrivateTmp",
  "PrivateUsers",
  "ProtectControlGroups",
  "ProtectKernelModules",
  "ProtectKernelTunables",
];

/** What confinement sets in a mode, unless the service sets something else. */
export function settingsOfMode(mode: string): Record<string, boolean> {
  const isFull = mode === "full-apivfs";
  return { ...Object.fromEntries(FROM_MODE.map((name) => [name, isFull])), PrivateMounts: true };
}

/** The settings that it makes by the rules of some dialect. */
export const FROM_DIALECT: readonly string[] = [
  ...new Set(["RootDirectory", ...DIALECT_NAMES.flatMap((dialect) => DIALECTS[dialect].settings)]),
].toSorted();
