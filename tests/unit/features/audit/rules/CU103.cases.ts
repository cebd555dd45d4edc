import rule from "../../../../../src/features/audit/rules/CU103-environment-not-in-chroot.ts";
import type { Cases } from "../cases.ts";
import { app, data, openssl } from "../facts.ts";

export default {
  rule,
  finds: {
    "a store path in a variable": { environment: { DATA: `${data}/share` } },
    "with our module": { environment: { DATA: `${data}/share` }, ownModule: true },
    "each store path of a list": {
      environment: { LD_LIBRARY_PATH: `${data}/lib:${app}/lib:${openssl}/lib` },
    },
    "a name that Nix has to quote": { environment: { "A B": data } },
    "a variable of NixOS that the service sets": {
      environment: { TZDIR: data },
      defined: ["environment.TZDIR"],
    },
  },
  clean: {
    "the path is in the chroot": { environment: { DATA: `${app}/share` } },
    "the path is bound": { environment: { DATA: data }, config: { BindReadOnlyPaths: data } },
    PATH: { environment: { PATH: `${data}/bin` }, defined: ["environment.PATH"] },
    "variables that NixOS sets": {
      environment: { TZDIR: data, LOCALE_ARCHIVE: data },
      defined: ["environment.X"],
    },
    "no store path": { environment: { DATA: "/srv/data", NUMBER: 5 } },
  },
} satisfies Cases;
