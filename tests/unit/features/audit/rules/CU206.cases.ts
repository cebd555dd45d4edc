import rule from "../../../../../src/features/audit/rules/CU206-private-tmp-string.ts";
import type { Cases } from "../cases.ts";

export default {
  rule,
  finds: {
    "a string in 2024": { config: { PrivateTmp: "disconnected" } },
    "a string in 2025": { config: { PrivateTmp: "yes" }, dialect: "2025" },
  },
  clean: {
    "a string in 2022, which does not read it": { config: { PrivateTmp: "yes" }, dialect: "2022" },
    "a string in 2026": { config: { PrivateTmp: "disconnected" }, dialect: "2026" },
    true: { config: { PrivateTmp: true } },
    "not set": {},
  },
} satisfies Cases;
