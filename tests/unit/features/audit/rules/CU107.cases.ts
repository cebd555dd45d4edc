import rule from "../../../../../src/features/audit/rules/CU107-library-not-in-chroot.ts";
import type { Cases } from "../cases.ts";
import { app, curl, glibc, openssl, program } from "../facts.ts";

const elf = { needed: ["libssl.so.3", "libcurl.so.4"], runpath: `${openssl}/lib:${curl}/lib` };

export default {
  rule,
  finds: {
    "libraries of packages that are not in the chroot": { elf },
    "a file of the host may set LD_LIBRARY_PATH": { elf, config: { EnvironmentFile: "/run/secrets/env" } },
    "one of them": { elf, inside: [app, glibc, curl] },
    "the loader is missing too": { elf, inside: [app, openssl] },
    "each program once, under its first option": { elf, config: { ExecStartPre: program } },
    "a directory of LD_LIBRARY_PATH that is not in the chroot": {
      elf: { needed: ["libssl.so.3"] },
      environment: { LD_LIBRARY_PATH: `:${openssl}/lib` },
    },
  },
  clean: {
    "all are in the chroot": { elf, inside: [app, glibc, curl, openssl] },
    "LD_LIBRARY_PATH has them": {
      elf: { needed: ["libssl.so.3"] },
      environment: { LD_LIBRARY_PATH: `/opt/lib:${openssl}/lib` },
      inside: [app, glibc, openssl],
    },
    "the program itself is not in the chroot": { elf, inside: [glibc] },
    "nothing is needed": {},
  },
} satisfies Cases;
