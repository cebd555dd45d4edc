import rule from "../../../../../src/features/audit/rules/CU401-whole-etc.ts";
import type { Cases } from "../cases.ts";

export default {
  rule,
  finds: {
    "/etc": { config: { BindReadOnlyPaths: "/x -/etc" } },
    "with our module": { config: { BindReadOnlyPaths: "/etc" }, ownModule: true },
    "slashes at the end, and another target": { config: { BindPaths: "/etc//:/host/etc" } },
  },
  clean: { "a part of it": { config: { BindReadOnlyPaths: "/etc/hosts" } }, "no binds": {} },
} satisfies Cases;
