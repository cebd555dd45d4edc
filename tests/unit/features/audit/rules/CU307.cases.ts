import rule from "../../../../../src/features/audit/rules/CU307-hard-coded-root.ts";
import type { Cases } from "../cases.ts";
import { program } from "../facts.ts";

const path = "/run/confinement/web";

export default {
  rule,
  finds: {
    "a variable": { environment: { BASE: `${path}/data`, LIST: `/x:${path}:/y` } },
    "a setting": { config: { ReadWritePaths: ["/x", `-${path}/x "y"`] } },
    "an Exec line": { config: { ExecStart: `${program} --base='${path}'` } },
  },
  clean: {
    "what confinement itself sets": {
      config: { RootDirectory: path, RuntimeDirectory: path, InaccessiblePaths: `-+${path}` },
    },
    "the directory above": { environment: { BASE: "/run/confinement/" } },
    "another directory": { environment: { BASE: "/run/web" } },
  },
} satisfies Cases;
