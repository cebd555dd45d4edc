import rule from "../../../../../src/features/audit/rules/CU310-redundant-notify-socket.ts";
import type { Cases } from "../cases.ts";

export default {
  rule,
  finds: {
    "the socket": { config: { BindReadOnlyPaths: "/x -/run/systemd/notify" } },
    "the socket in the other setting": { config: { BindPaths: "/run/systemd/notify:/notify" } },
  },
  clean: { "another socket": { config: { BindPaths: "/run/systemd/journal" } }, "no binds": {} },
} satisfies Cases;
