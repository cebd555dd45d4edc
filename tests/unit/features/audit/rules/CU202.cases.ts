import rule from "../../../../../src/features/audit/rules/CU202-root-for-start-only.ts";
import type { Cases } from "../cases.ts";

const set = (value: boolean | string | number) => ({ config: { RootDirectoryStartOnly: value } });

export default {
  rule,
  finds: {
    true: set(true),
    yes: set("yes"),
    1: set(1),
    on: set("on"),
    t: set("t"),
    y: set("y"),
    "1 as text": set("1"),
    "true as text": set("true"),
  },
  clean: { "not set": {}, false: set(false), no: set("no"), 0: set(0) },
} satisfies Cases;
