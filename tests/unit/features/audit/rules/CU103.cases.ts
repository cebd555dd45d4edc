import rule from "../../../../../src/features/audit/rules/CU103-environment-not-in-chroot.ts";
import type { Cases } from "../cases.ts";
import { app, command, data, glibc, openssl, program } from "../facts.ts";

export default {
  rule,
  finds: {
    "a store path in a variable": { environment: { DATA: `${data}/share` } },
    "a store path without string context": { environment: { DATA: `${data}/share` }, context: {} },
    "an output of a derivation": {
      environment: { DATA: `${data}/share` },
      context: { [`${data.slice(0, -6)}data-1.drv`]: { outputs: ["out"] } },
    },
    "a script reads it": {
      environment: { DATA: `${data}/share` },
      shell: {},
      tree: { [`${app}/bin/web-start`]: "#!/bin/sh\ncat $DATA/x\n" },
    },
    "a program that is no ELF file may read it": {
      environment: { DATA: `${data}/share` },
      tree: { [program]: `#!${glibc}/bin/python3\n` },
    },
    "a command from PATH may read it": {
      environment: { DATA: `${data}/share` },
      shell: { commands: [command("curl")] },
    },
    "a library that the loader does not need": {
      environment: { LD_PRELOAD: `${data}/lib/x.so` },
      config: { ExecStart: `${program} LD_PRELOAD` },
    },
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
