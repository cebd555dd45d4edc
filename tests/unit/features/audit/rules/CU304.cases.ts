import rule from "../../../../../src/features/audit/rules/CU304-unknown-value.ts";
import type { Cases } from "../cases.ts";

export default {
  rule,
  finds: {
    "a value of a list": { config: { RestrictAddressFamilies: ["AF_UNIX AD_INET", "~AD_INET6"] } },
    "each that was seen": {
      config: {
        RestrictAddressFamilies: "AD_INET AD_INET6 AD_UNIX INET INET6 UNIX",
        ProtectHome: "readonly",
        ProtectSystem: "all",
      },
    },
    others: { config: { ProtectProc: "invisibled", ProtectSystem: "stirct" } },
    more: { config: { ProtectProc: ["invisable", "hidden"] } },
  },
  clean: {
    "known values": {
      config: { RestrictAddressFamilies: "AF_UNIX", ProtectProc: "invisible", ProtectSystem: "strict" },
    },
    "a value of another setting": { config: { ProtectHome: "stirct" } },
    "a name that objects of JavaScript have": { config: { ProtectHome: "toString" } },
    "not set": {},
  },
} satisfies Cases;
