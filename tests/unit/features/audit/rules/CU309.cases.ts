import rule from "../../../../../src/features/audit/rules/CU309-redundant-dynamic-user.ts";
import type { Cases } from "../cases.ts";

const defined = ["serviceConfig.DynamicUser"];

export default {
  rule,
  finds: { "a file sets it to false": { config: { DynamicUser: false }, defined } },
  clean: {
    "no file sets it": { config: { DynamicUser: false }, defined: ["serviceConfig.User"] },
    "another definition is overridden": {
      config: { DynamicUser: false },
      defined: ["serviceConfig.DynamicUser", "serviceConfig.DynamicUser"],
    },
    "rules that refuse DynamicUser": { config: { DynamicUser: false }, defined, dialect: "2019" },
    "it is true": { config: { DynamicUser: true }, defined },
    "it is text": { config: { DynamicUser: "no" }, defined },
  },
} satisfies Cases;
