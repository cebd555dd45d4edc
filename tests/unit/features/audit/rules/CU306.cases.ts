import rule from "../../../../../src/features/audit/rules/CU306-environment-file-in-packages.ts";
import type { Cases } from "../cases.ts";
import { bash, data, program } from "../facts.ts";

const file = "/run/secrets/web.env";

export default {
  rule,
  finds: {
    "the EnvironmentFile": { packages: [program, file], config: { EnvironmentFile: file } },
    "one that may be missing": { packages: [file], config: { EnvironmentFile: ["/run/x.env", `-${file}`] } },
  },
  clean: {
    "another file": { packages: [file], config: { EnvironmentFile: "/run/x.env" } },
    "what confinement itself adds": {
      packages: [`${bash}/bin/sh`, program],
      binSh: `${bash}/bin/sh`,
      config: { EnvironmentFile: [`${bash}/bin/sh`, program] },
    },
    "a file of the store, for what it refers to": {
      packages: [program, data],
      config: { EnvironmentFile: data },
      tree: { [data]: `MIME=${bash}/etc/mime.types\n` },
    },
    "no EnvironmentFile": { packages: [file] },
  },
} satisfies Cases;
