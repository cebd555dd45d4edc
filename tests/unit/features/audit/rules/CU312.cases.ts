import rule from "../../../../../src/features/audit/rules/CU312-malformed-bind.ts";
import type { Cases } from "../cases.ts";

const bind = (BindReadOnlyPaths: string | string[]) => ({ config: { BindReadOnlyPaths } });

export default {
  rule,
  finds: {
    "a relative source": bind("run/a"),
    "a relative target": bind("-/run/a:b"),
    "`..` in the source": bind(["/x", "/run/../a"]),
    "`..` in the target": { config: { BindPaths: "/run/a:/.." } },
    "a specifier that is no path": bind("%n/x"),
    "a specifier further on": bind("x/%t"),
  },
  clean: {
    "absolute paths": bind("/run/a:/b -/c"),
    "specifiers that are paths": bind("%t/a %S/b %C/c %L/d %E/e %T/f %h/g"),
    "dots in names": bind("/run/..a/b.."),
    "no binds": {},
  },
} satisfies Cases;
