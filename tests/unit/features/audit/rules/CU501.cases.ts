import rule from "../../../../../src/features/audit/rules/CU501-slow-start.ts";
import type { Cases } from "../cases.ts";
import { storePath } from "../../../../support/services.ts";

const many = (count: number) => ({ inside: Array.from({ length: count }, (_, at) => storePath(100 + at)) });

export default {
  rule,
  finds: {
    "many paths": many(300),
    "the fewest that take a second": many(208),
    "with our module": { ...many(300), ownModule: true },
  },
  clean: { "a few less": many(207), "another strategy": { ...many(2000), mounts: "inherit" } },
} satisfies Cases;
