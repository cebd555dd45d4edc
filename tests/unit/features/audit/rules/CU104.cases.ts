import rule from "../../../../../src/features/audit/rules/CU104-setting-not-in-chroot.ts";
import type { Cases } from "../cases.ts";
import { app, data, openssl } from "../facts.ts";

export default {
  rule,
  finds: {
    ExecCondition: { config: { ExecCondition: `${data}/bin/check ${openssl}` } },
    WorkingDirectory: { config: { WorkingDirectory: `-${data}` } },
    "a path without string context": { config: { WorkingDirectory: data }, context: {} },
    "both, with several lines": { config: { ExecCondition: [data, openssl], WorkingDirectory: data } },
  },
  clean: {
    "the path is in the chroot": { config: { ExecCondition: `${app}/bin/check` } },
    "a setting that is read outside of the chroot": { config: { EnvironmentFile: data, ExecStop: data } },
    "not set": {},
  },
} satisfies Cases;
