import rule from "../../../../../src/features/audit/rules/CU207-shared-template-root.ts";
import type { Cases } from "../cases.ts";

export default {
  rule,
  finds: {
    "a template": { name: "web@" },
    "with our module": { name: "web@", ownModule: true },
    "the root is not preserved": { name: "web@", config: { RuntimeDirectoryPreserve: "no" } },
  },
  clean: {
    "no template": {},
    "the root is preserved": { name: "web@", config: { RuntimeDirectoryPreserve: "yes" } },
    "a root for each instance": { name: "web@", root: "/run/confinement/%n" },
    "no root": { name: "web@", root: null },
    "newer nixpkgs": { name: "web@", dialect: "2025" },
    "the root of older nixpkgs": { name: "web@", dialect: "2022", root: "/var/empty" },
    "older nixpkgs, which has none to compare with": { name: "web@", dialect: "2019", root: null },
  },
} satisfies Cases;
