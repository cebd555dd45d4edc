import rule from "../../../../../src/features/audit/rules/CU203-root-made-read-only.ts";
import type { Cases } from "../cases.ts";

const old = { dialect: "2022", root: "/var/empty" } as const;

export default {
  rule,
  finds: {
    DynamicUser: { ...old, config: { DynamicUser: true } },
    ProtectSystem: { ...old, config: { ProtectSystem: true } },
    strict: { ...old, config: { ProtectSystem: "strict" } },
    full: { dialect: "2019", config: { ProtectSystem: "full" } },
    both: { ...old, config: { DynamicUser: "yes", ProtectSystem: "strict" } },
  },
  clean: {
    "newer nixpkgs": { config: { DynamicUser: true, ProtectSystem: "strict" } },
    "both are off": { ...old, config: { DynamicUser: false, ProtectSystem: false } },
    "not set": old,
  },
} satisfies Cases;
