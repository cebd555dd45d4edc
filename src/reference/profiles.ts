import data from "./profiles.json" with { type: "json" };

/** A profile of our module: a group of the host's files, sockets and packages that a chroot can have. */
export interface Profile {
  /** What a host without the module binds to the same end; `-`: left out where it is missing. */
  binds: readonly string[];
  /** Variables that NixOS sets for all services, whose store paths are in the chroot. */
  variables: readonly string[];
  /** Places besides those of the binds where programs look for the same: what is there and below. */
  below: readonly string[];
  /** Parts of a path by which they look for it elsewhere. */
  named: readonly string[];
}

export type ProfileName = keyof typeof data;

/** Made from nix/module/profiles: `npm run goldens -- profiles`. */
export const PROFILES: Readonly<Record<ProfileName, Profile>> = data;

const NAMES = Object.keys(PROFILES) as ProfileName[];

/** Variables that NixOS sets for all services; what uses them finds data elsewhere or asks for a profile. */
export const BY_NIXOS: readonly string[] = [...new Set(NAMES.flatMap((name) => PROFILES[name].variables))];

/** The paths that a profile shows in the chroot. */
export function pathsOf(name: ProfileName): string[] {
  return PROFILES[name].binds.map((bind) => bind.replace(/^-/, ""));
}

const isAtOrBelow = (path: string, place: string) => path === place || path.startsWith(`${place}/`);

/** The profile that answers a program which looks for a path; null: none does. */
export function profileFor(path: string): ProfileName | null {
  const answers = (name: ProfileName) =>
    [...pathsOf(name), ...PROFILES[name].below].some((place) => isAtOrBelow(path, place)) ||
    PROFILES[name].named.some((part) => path.includes(part));
  return NAMES.find(answers) ?? null;
}

/** The profile that shows something below a directory; null: none does. */
export function profileIn(directory: string): ProfileName | null {
  return NAMES.find((name) => pathsOf(name).some((path) => path.startsWith(`${directory}/`))) ?? null;
}
