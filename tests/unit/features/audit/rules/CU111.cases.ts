import rule from "../../../../../src/features/audit/rules/CU111-no-name-server.ts";
import { elfFile } from "../../../programs/elf-maker.ts";
import type { Cases } from "../cases.ts";
import { app, curl, glibc, LOADER, openssl, program } from "../facts.ts";

const inside = [app, glibc, curl];
const needs = (...names: string[]) => ({
  elf: { needed: names, runpath: `${curl}/lib` },
  tree: Object.fromEntries(names.map((name) => [`${curl}/lib/${name}`, elfFile({})])),
  inside,
});

export default {
  rule,
  finds: {
    "a program that is linked with curl": needs("libcurl.so.4"),
    "with our module": { ...needs("libcurl.so.4"), ownModule: true },
    resolv: needs("libresolv.so.2"),
    cares: needs("libcares.so.2"),
    ldns: needs("libldns.so.3"),
    unbound: needs("libunbound.so.8"),
    "the first of several": needs("libz.so.1", "libresolv.so.2", "libcares.so.2"),
    "only what is bound counts": {
      ...needs("libcurl.so.4"),
      config: { BindReadOnlyPaths: "/etc/hosts", ExecStop: `${program} stop` },
    },
  },
  clean: {
    "resolv.conf is bound": { ...needs("libcurl.so.4"), config: { BindReadOnlyPaths: "/etc/resolv.conf" } },
    "another library": {
      elf: { needed: ["libssl.so.3"], runpath: `${openssl}/lib` },
      inside: [app, glibc, openssl],
    },
    "a library of a similar name": needs("libmycurl.so.4"),
    "the library is not in the chroot": { ...needs("libcurl.so.4"), inside: [app, glibc] },
    "a server of DNS": {
      ...needs("libunbound.so.8"),
      config: { ExecStart: `${app}/bin/unbound` },
      tree: {
        ...needs("libunbound.so.8").tree,
        [`${app}/bin/unbound`]: elfFile({
          interpreter: LOADER,
          needed: ["libunbound.so.8"],
          runpath: `${curl}/lib`,
        }),
      },
    },
    "no libraries": {},
    "a static program": { isStatic: true },
  },
} satisfies Cases;
