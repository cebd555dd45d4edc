import rule from "../../../../../src/features/audit/rules/CU410-forbidden-package.ts";
import type { Cases } from "../cases.ts";

export default {
  rule,
  finds: {
    "by name": { policy: { forbid: ["app-1"] } },
    "by a glob, each package": { policy: { forbid: ["gcc-*", "*-?"] } },
    "more for this service": { policy: { services: { web: { forbid: ["glibc*"] } } } },
  },
  clean: {
    others: { policy: { forbid: ["app", "glibc-3", "*-??"] } },
    "this service may": { policy: { forbid: ["*"], services: { web: { forbid: [] } } } },
    "no policy": {},
  },
} satisfies Cases;
