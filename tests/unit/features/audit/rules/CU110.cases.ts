import rule from "../../../../../src/features/audit/rules/CU110-etc-directory-of-symlinks.ts";
import type { Cases } from "../cases.ts";

export default {
  rule,
  finds: {
    "directories of certificates": {
      config: {
        BindReadOnlyPaths: "/etc/ssl -/etc/ssl/certs /etc/pki",
        BindPaths: "/etc/pki/tls/certs:/certs",
      },
    },
    "with our module": { config: { BindReadOnlyPaths: "/etc/ssl" }, ownModule: true },
    "directories without a profile": { config: { BindReadOnlyPaths: "/etc/static /etc/fonts" } },
    "the configuration of Nix": { config: { BindReadOnlyPaths: "/etc/nix" } },
  },
  clean: {
    "the store is bound": { config: { BindReadOnlyPaths: "/etc/ssl /nix/store" } },
    "a file": { config: { BindReadOnlyPaths: "/etc/ssl/certs/ca-bundle.crt" } },
    "a name that objects of JavaScript have": { config: { BindReadOnlyPaths: "toString" } },
    "no binds": {},
  },
} satisfies Cases;
