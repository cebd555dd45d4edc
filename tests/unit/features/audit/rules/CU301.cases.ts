import rule, { inFiles } from "../../../../../src/features/audit/rules/CU301-confinement-not-enabled.ts";
import type { Cases } from "../cases.ts";
import { mistake } from "../mistake.ts";

export default {
  rule,
  finds: {},
  clean: { "evaluated services, whatever they have": { config: { confinement: true } } },
  others: {
    "never enabled": () => inFiles([mistake({ kind: "never-enabled", options: ["packages", "mode"] })]),
    disabled: () => inFiles([mistake({ kind: "disabled" })]),
    "a file may confine it elsewhere": () => inFiles([mistake({ kind: "disabled", confidence: "low" })]),
    "its name is computed": () => inFiles([mistake({ kind: "never-enabled", service: null })]),
    "not those of another rule": () => inFiles([mistake({ kind: "inside-service-config" })]),
  },
} satisfies Cases;
