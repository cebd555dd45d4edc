import rule from "../../../../../src/features/audit/rules/CU408-too-many-paths.ts";
import type { Cases } from "../cases.ts";

export default {
  rule,
  finds: {
    "more than the policy allows": { policy: { maxPaths: 1 } },
    "more than it allows for this service": { policy: { maxPaths: 9, services: { web: { maxPaths: 0 } } } },
  },
  clean: {
    "as many as it allows": { policy: { maxPaths: 2 } },
    "it allows this service more": { policy: { maxPaths: 0, services: { web: { maxPaths: 2 } } } },
    "the limit is that of another service": { policy: { services: { other: { maxPaths: 0 } } } },
    "no policy": {},
  },
} satisfies Cases;
