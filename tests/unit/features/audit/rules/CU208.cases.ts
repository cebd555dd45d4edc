import rule from "../../../../../src/features/audit/rules/CU208-no-exec-line.ts";
import type { Cases } from "../cases.ts";

export default {
  rule,
  finds: {
    "no Exec line": { config: { ExecStart: [] } },
    "only a condition": { config: { ExecStart: [], ExecCondition: "/x" } },
  },
  clean: {
    "an Exec line": {},
    "only ExecStop": { config: { ExecStart: [], ExecStop: "/x" } },
    "the manifest lacks serviceConfig": { config: null },
  },
} satisfies Cases;
