import rule from "../../../../../src/features/audit/rules/CU402-whole-store.ts";
import type { Cases } from "../cases.ts";

export default {
  rule,
  finds: {
    "the store": { config: { BindReadOnlyPaths: "/nix/store/" } },
    "what the store is in": { config: { BindPaths: "/nix /:/host" } },
  },
  clean: { "another directory": { config: { BindReadOnlyPaths: "/nix/var /etc" } }, "no binds": {} },
} satisfies Cases;
