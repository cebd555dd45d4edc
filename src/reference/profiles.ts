/** What a profile of our module brings into a chroot, as far as rules ask for it: nix/module/profiles. */
interface Profile {
  /** What a host without the module binds to the same end; `-`: left out where it is missing. */
  binds: readonly string[];
  /** Variables that NixOS sets, whose store paths are in the chroot. */
  variables: readonly string[];
}

export const PROFILES = {
  dns: { binds: ["/etc/resolv.conf", "-/etc/hosts"], variables: [] },
  tls: { binds: ["/etc/ssl/certs/ca-certificates.crt", "/etc/ssl/certs/ca-bundle.crt"], variables: [] },
  nss: { binds: ["/etc/passwd", "/etc/group", "-/etc/nsswitch.conf"], variables: [] },
  timezone: { binds: [], variables: ["TZDIR"] },
  locale: { binds: [], variables: ["LOCALE_ARCHIVE"] },
  "nix-daemon": { binds: ["/nix/var/nix/daemon-socket"], variables: [] },
} as const satisfies Record<string, Profile>;

/** Variables that NixOS sets for all services; what uses them finds data elsewhere or asks for a profile. */
export const BY_NIXOS = ["TZDIR", "LOCALE_ARCHIVE"];

export type ProfileName = keyof typeof PROFILES;
