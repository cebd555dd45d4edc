import rule from "../../../../../src/features/audit/rules/CU311-package-without-store-path.ts";
import type { Cases } from "../cases.ts";
import { app, bash, data, program } from "../facts.ts";

export default {
  rule,
  finds: {
    "a name": { packages: ["git", 'a "b"'] },
    "a store path that is not in the chroot": { packages: [program, data] },
    "text that begins as a unit": { packages: ["{x"] },
  },
  clean: {
    "a package": { packages: [app, `${app}/lib`] },
    "what confinement itself adds": {
      packages: ["sh", "{unit", "run"],
      binSh: "sh",
      fullUnit: true,
      config: { ExecStop: "run" },
    },
    "the EnvironmentFile has a rule of its own": {
      packages: [bash],
      config: { EnvironmentFile: `-${bash}` },
    },
  },
} satisfies Cases;
