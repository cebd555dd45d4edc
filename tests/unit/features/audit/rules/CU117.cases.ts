import rule from "../../../../../src/features/audit/rules/CU117-argument-not-in-chroot.ts";
import type { Cases } from "../cases.ts";
import { app, coreutils, data, openssl, program } from "../facts.ts";

const start = (words: string, ExecStart = program) => ({ config: { ExecStart: `${ExecStart} ${words}` } });

export default {
  rule,
  finds: {
    "a path that is not in the chroot": start(`-c ${openssl}/lib/libssl.so.3`),
    "the value of an option": start(`--config=${openssl}/etc/x`),
    "inside a text": start(`-e 'read ${openssl}/a and ${data}/b'`),
    "a file that its package lacks": start(`${app}/none`),
    "the same as the value of an option": start(`--file=${app}/none`),
    "a program that prints it": start(openssl, `${coreutils}/bin/echo`),
    "its failure is ignored": { config: { ExecStartPre: `-${program} ${openssl}` } },
    "a command that stops": { config: { ExecStop: `${program} ${openssl}` } },
  },
  clean: {
    "the path is in the chroot": { ...start(`${openssl}/lib/libssl.so.3`), inside: [app, openssl] },
    "its package has the file": start(program),
    "a package that this store does not have": { ...start(`${data}/none`), inside: [app, data] },
    "a pattern": start(`'${app}/*.conf'`),
    "a specifier": start(`${app}/%i`),
    "a text about a file": start(`'see ${app}/none for more'`),
    "something is bound to its place": {
      config: { ExecStart: `${program} ${app}/none`, BindReadOnlyPaths: `/etc/x:${app}/none` },
    },
    "a condition, which another rule reports": { config: { ExecCondition: `${program} ${openssl}` } },
  },
} satisfies Cases;
