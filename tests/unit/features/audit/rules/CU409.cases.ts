import rule from "../../../../../src/features/audit/rules/CU409-too-large.ts";
import type { Cases } from "../cases.ts";

export default {
  rule,
  finds: { "more than the policy allows": { policy: { maxSize: 199 } } },
  clean: {
    "as much as it allows": { policy: { maxSize: 200 } },
    "another limit": { policy: { maxPaths: 0 } },
    "no policy": {},
  },
} satisfies Cases;
