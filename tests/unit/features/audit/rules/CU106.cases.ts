import rule from "../../../../../src/features/audit/rules/CU106-interpreter-not-in-chroot.ts";
import type { Cases } from "../cases.ts";
import { app, bash, glibc, program, python } from "../facts.ts";

const runBy = (line: string) => ({ tree: { [program]: `#!${line}\n` } });
const env = runBy("/usr/bin/env python3");
const bound = { BindReadOnlyPaths: "/usr/bin/env" };
const PATH = `relative:${python}/bin`;
const withPython = { tree: { ...env.tree, [`${python}/bin/python3`]: "", "relative/python3": "" } };

export default {
  rule,
  finds: {
    "a script for /bin/sh": runBy("/bin/sh"),
    "a script for env": env,
    "a script for env, with our module": { ...env, ownModule: true },
    "a command that env does not find": { ...env, config: bound },
    "a command that is not in the chroot": { ...withPython, environment: { PATH }, config: bound },
    "a command in a relative directory": {
      ...withPython,
      environment: { PATH: "relative" },
      config: { BindReadOnlyPaths: ["/usr/bin/env", "relative"] },
    },
    "an interpreter of the store": runBy(`${python}/bin/python3`),
    "an interpreter that is in the chroot and does not exist": {
      ...runBy(`${bash}/bin/bash`),
      inside: [app, bash],
    },
    "an interpreter of another system": runBy("/usr/bin/perl"),
    "a program whose loader is missing": { inside: [app] },
    "a program for the loader of another system": { elf: { interpreter: "/lib64/ld-linux.so" } },
    "a program for a loader that has the name of the shell": { elf: { interpreter: "/bin/sh" } },
    "a program for a loader that has the name of env": { elf: { interpreter: "/usr/bin/env" } },
    "each program once": { ...runBy("/bin/sh"), config: { ExecStartPre: `-${program} -v` } },
  },
  clean: {
    "the loader is in the chroot": {},
    "a shell is in the chroot": { ...runBy("/bin/sh"), binSh: `${bash}/bin/sh` },
    "the interpreter is in the chroot": {
      tree: { [program]: `#!${bash}/bin/bash\n`, [`${bash}/bin/bash`]: "" },
      inside: [app, bash],
    },
    "env and its command are in the chroot": {
      ...withPython,
      environment: { PATH },
      config: bound,
      inside: [app, python],
    },
    "env is bound, and starts nothing by name": { ...runBy("/usr/bin/env"), config: bound },
    "a static program": { isStatic: true },
    "a program of the host's own, of which nothing is known": {
      config: { ExecStart: "/opt/x/bin/tool", BindReadOnlyPaths: "/opt/x" },
      tree: { "/opt/x/bin/tool": "#!/bin/sh\n" },
    },
    "the program itself is not in the chroot": { ...runBy("/bin/sh"), inside: [glibc] },
    "it runs outside of the chroot": {
      ...runBy("/bin/sh"),
      config: { ExecStart: [], ExecStartPre: program, RootDirectoryStartOnly: true },
    },
    "neither a script nor a program": { tree: { [program]: "text" } },
  },
} satisfies Cases;
