import rule, {
  inFiles,
} from "../../../../../src/features/audit/rules/CU302-confinement-in-service-config.ts";
import type { Cases } from "../cases.ts";
import { mistake } from "../mistake.ts";

export default {
  rule,
  finds: { "a setting of that name": { config: { confinement: true } } },
  clean: { "no such setting": {} },
  others: {
    "in a file": () => inFiles([mistake({ kind: "inside-service-config" })]),
    "its name is computed": () =>
      inFiles([mistake({ kind: "inside-service-config", service: null, confidence: "medium" })]),
    "not those of another rule": () => inFiles([mistake({ kind: "disabled" })]),
  },
} satisfies Cases;
