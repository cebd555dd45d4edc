import rule from "../../../../../src/features/audit/rules/CU116-program-cannot-start.ts";
import { elfFile } from "../../../programs/elf-maker.ts";
import type { Cases } from "../cases.ts";
import { app, bash, coreutils, curl, glibc, program } from "../facts.ts";

const other = coreutils.replace("coreutils", "other");
const start = (ExecStart: string | string[], more = {}) => ({ config: { ExecStart, ...more } });
const shell = `${bash}/bin/sh`;
const processor = (machine: number) => ({
  binSh: shell,
  tree: { [shell]: elfFile({ machine: 62 }), [program]: elfFile({ machine }) },
});
/** curl is all right, and not in the chroot. */
const whole = {
  tree: { [`${curl}/bin/curl`]: `#!${shell}\n` },
  modes: { [`${curl}/bin/curl`]: 0o555 },
};
const linked = { tree: { [`${app}/bin/link`]: `-> ${curl}/bin/curl` } };

export default {
  rule,
  finds: {
    "a store path that is not in the chroot": {
      ...start(`${curl}/bin/curl x`),
      ...whole,
    },
    "the same with full privileges": { ...start(`+${curl}/bin/curl`), ...whole },
    "a name that the package does not have": start(`${app}/bin/ap`),
    "the same where the package is not in the chroot": start(`${curl}/bin/culr`),
    "the package itself": start(app),
    "a directory": start(`${app}/bin`),
    "a file without the bit of programs": {
      ...start(`${app}/words`),
      tree: { [`${app}/words`]: `#!${shell}\n` },
    },
    "a dangling symlink": { ...start(`${app}/bin/link`), tree: { [`${app}/bin/link`]: `-> ${app}/none` } },
    "symlinks that form a loop": { ...start(`${app}/bin/link`), tree: { [`${app}/bin/link`]: "-> link" } },
    "a symlink to what is not in the chroot": {
      ...start(`${app}/bin/link`),
      ...linked,
      modes: { [`${curl}/bin/curl`]: 0o555 },
      tree: { ...linked.tree, [`${curl}/bin/curl`]: `#!${shell}\n` },
    },
    "text that names no interpreter": { tree: { [program]: "echo\n" } },
    "a package that this store does not have": start(`${other}/bin/x`),
    "another kind of processor": processor(183),
    "a program of the system's profile": start("/run/current-system/sw/bin/bash -c x"),
    "a program of the wrappers": start("/run/wrappers/bin/sudo"),
    "a program of the host": start("/usr/bin/cat /dev/null"),
    "env of the host": start("/usr/bin/env bash"),
    "the shell of the host": start("/bin/sh -c x"),
    "a bare name": start("sleep 1"),
    "a bare name that its own search path lacks": start("curl", { ExecSearchPath: `${curl}/bin` }),
    "no command": start(""),
    "no command of a oneshot": start("", { Type: "oneshot" }),
    "a relative path": start("bin/app"),
    "its failure is ignored": start(`-${app}/bin/ap`),
    "a command that reloads": { config: { ExecReload: `${app}/bin/ap` } },
    "a condition": { config: { ExecCondition: `${app}/bin/ap` } },
    "the second command": start([program, `${program} ; ${app}/bin/ap`]),
  },
  clean: {
    "all right": {},
    "a script": { tree: { [program]: "#!/bin/sh\n" } },
    "the system's profile is bound": start("/run/current-system/sw/bin/bash", {
      BindReadOnlyPaths: "/run/current-system/",
    }),
    "the program is bound": start("/usr/bin/cat", { BindReadOnlyPaths: "/usr" }),
    "something is bound to its place": start(`${app}/bin/ap`, {
      BindReadOnlyPaths: `/opt/ap:${app}/bin/ap`,
    }),
    "a specifier": start(`${app}/bin/%i`),
    "a package that is not in this store": {
      ...start(`${other}/bin/x`),
      inside: [other],
    },
    "a program that the service may make": start("/run/web/x"),
    "a processor that runs the other's programs": processor(3),
    "a processor that nothing tells": { tree: { [program]: elfFile({ machine: 183 }) } },
    "a condition that another rule reports": { config: { ExecCondition: `${curl}/bin/curl` }, ...whole },
    "a bare name of its own search path": {
      ...start("app", { ExecSearchPath: `${app}/bin` }),
    },
    "a search path of the host": start("app", { ExecSearchPath: "/opt/bin" }),
    "no command of a oneshot that stops something": start("", {
      Type: "oneshot",
      RemainAfterExit: true,
      ExecStop: program,
    }),
    "a program of the loader's package": { inside: [app, glibc] },
  },
} satisfies Cases;
