import rule from "../../../../../src/features/audit/rules/CU204-capability-in-user-namespace.ts";
import type { Cases } from "../cases.ts";

const AmbientCapabilities = "CAP_NET_BIND_SERVICE";

export default {
  rule,
  finds: {
    "a capability": { config: { AmbientCapabilities, PrivateUsers: true } },
    "the first of several": {
      config: { AmbientCapabilities: ["", "~x CAP_SYS_NICE CAP_NET_ADMIN"], PrivateUsers: "yes" },
    },
    "PrivateUsers is defined by a file": {
      config: { AmbientCapabilities, PrivateUsers: true },
      defined: ["serviceConfig.PrivateUsers"],
    },
    "another option is defined by a file": {
      config: { AmbientCapabilities, PrivateUsers: true },
      defined: ["serviceConfig.PrivateTmp"],
    },
  },
  clean: {
    "no capability": { config: { PrivateUsers: true } },
    "an empty line": { config: { AmbientCapabilities: "", PrivateUsers: true } },
    "in the host's user namespace": { config: { AmbientCapabilities, PrivateUsers: false } },
  },
} satisfies Cases;
