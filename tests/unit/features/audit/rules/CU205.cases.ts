import rule from "../../../../../src/features/audit/rules/CU205-no-api-file-systems.ts";
import type { Cases } from "../cases.ts";

export default {
  rule,
  finds: {
    "off in full-apivfs": { config: { MountAPIVFS: false } },
    "off as text": { config: { MountAPIVFS: "no" } },
  },
  clean: {
    on: { config: { MountAPIVFS: true } },
    "not set": {},
    "off in chroot-only": { config: { MountAPIVFS: false }, mode: "chroot-only" },
  },
} satisfies Cases;
