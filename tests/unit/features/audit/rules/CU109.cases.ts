import rule from "../../../../../src/features/audit/rules/CU109-dangling-symlink.ts";
import type { Cases } from "../cases.ts";
import { data } from "../facts.ts";

export default {
  rule,
  finds: { "a store path that is a dangling symlink": { dangling: [data] } },
  clean: { "no warning": {} },
} satisfies Cases;
