import rule from "../../../../../src/features/audit/rules/CU201-other-root.ts";
import type { Cases } from "../cases.ts";

export default {
  rule,
  finds: {
    "another root": { root: "/srv/root" },
    "the root of another service": { root: "/run/confinement/other" },
    "a root of the store, where there should be none": { dialect: "2022", root: "/nix/store/x-chroot" },
    "another root, where it is one of the store": { dialect: "2019", root: "/srv/root" },
    "a store path that is no root": { dialect: "2019", root: "/nix/store/x-chroot-1" },
    "a root below the one of the store": { dialect: "2019", root: "/srv/nix/store/x-chroot" },
  },
  clean: {
    "its own root": {},
    "no root": { root: null },
    "a root for each instance": { name: "web@", root: "/run/confinement/%n" },
    "the root of 2022": { dialect: "2022", root: "/var/empty" },
    "a root of the store in 2019": {
      dialect: "2019",
      root: "/nix/store/abcdfghijklmnpqrsvwxyz0123456789-web-chroot",
    },
  },
} satisfies Cases;
