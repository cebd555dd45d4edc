import rule from "../../../../../src/features/audit/rules/CU113-no-time-zone-data.ts";
import type { Cases } from "../cases.ts";
import { app, data } from "../facts.ts";

const TZ = "Europe/Berlin";

export default {
  rule,
  finds: {
    "a zone by name": { environment: { TZ } },
    "with our module": { environment: { TZ }, ownModule: true },
    "TZDIR is not in the chroot": { environment: { TZ, TZDIR: `${data}/share/zoneinfo` } },
    "a zone whose name begins as that of UTC": { environment: { TZ: "UTC+1" } },
    "a zone whose name ends as that of UTC": { environment: { TZ: "Etc/UTC" } },
  },
  clean: {
    "TZDIR is in the chroot": { environment: { TZ, TZDIR: `${app}/share/zoneinfo` } },
    "the host's data are bound": { environment: { TZ }, config: { BindReadOnlyPaths: "/etc/zoneinfo" } },
    "no zone": {},
    "an empty zone": { environment: { TZ: "" } },
    UTC: { environment: { TZ: "UTC" } },
    UTC0: { environment: { TZ: ":UTC0" } },
    GMT: { environment: { TZ: "GMT" } },
  },
} satisfies Cases;
