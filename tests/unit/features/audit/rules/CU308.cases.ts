import rule from "../../../../../src/features/audit/rules/CU308-command-by-accident.ts";
import type { Cases } from "../cases.ts";
import { app, bash, command, coreutils, curl, script } from "../facts.ts";

const given = {
  shell: { commands: [command("mv")] },
  environment: { PATH: `${coreutils}/bin` },
  inside: [app, coreutils],
  references: { [app]: [] },
};

export default {
  rule,
  finds: {
    "a package of another line": given,
    "with our module": { ...given, ownModule: true },
    "the first directory of PATH that the chroot shows": {
      ...given,
      environment: { PATH: `${curl}/bin:${coreutils}/bin:${bash}/bin` },
      tree: { [`${curl}/bin/mv`]: "", [`${bash}/bin/mv`]: "" },
      inside: [app, coreutils, bash],
    },
    "the package is named by an Exec line alone": {
      ...given,
      packages: [script, `${coreutils}/bin/mkdir x`],
      config: { ExecStartPre: `${coreutils}/bin/mkdir x` },
    },
    "the package is that of the shell alone": {
      ...given,
      packages: [`${coreutils}/bin/sh`],
      binSh: `${coreutils}/bin/sh`,
    },
  },
  clean: {
    "the script depends on it": {
      ...given,
      references: { [app]: [bash], [bash]: [coreutils], [coreutils]: [] },
    },
    "`packages` has it": { ...given, packages: [script, coreutils] },
    "an entry of `packages` is below it": { ...given, packages: [`${coreutils}/bin`] },
    "it is not in the chroot": { ...given, inside: [app] },
    "no directory of PATH has it": { ...given, environment: { PATH: `${curl}/bin` } },
    "it is bound from elsewhere": {
      ...given,
      environment: { PATH: "/opt/bin" },
      tree: { "/opt/bin/mv": "" },
      config: { BindReadOnlyPaths: "/opt/bin" },
    },
    "what the script depends on is not known": { ...given, references: {} },
  },
} satisfies Cases;
