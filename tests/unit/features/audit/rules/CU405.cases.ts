import rule from "../../../../../src/features/audit/rules/CU405-unused-interpreter.ts";
import type { Cases } from "../cases.ts";
import { storePath } from "../../../../support/services.ts";
import { app, curl, data, program, python } from "../facts.ts";

const inside = [app, python];
const named = (names: string) => ({ inside: names.split(" ").map((name, at) => storePath(50 + at, name)) });

export default {
  rule,
  finds: {
    "nothing that is started refers to it": { inside },
    "only something deeper does": { inside, references: { [app]: [data], [data]: [python] } },
    "every interpreter": named(
      "perl-5 python-2 python3-3 ruby-3 nodejs-20 nodejs-slim-20 php-8 lua-5 guile-3 tcl-8 openjdk-21",
    ),
    "the program runs outside of the chroot": {
      inside,
      config: { ExecStart: [], ExecStartPre: program, RootDirectoryStartOnly: true },
      references: { [app]: [python] },
    },
  },
  clean: {
    "an Exec line names it": { inside, config: { ExecStart: `${program} ${python}/x` } },
    "the program refers to it": { inside, references: { [app]: [python] } },
    "what a script starts refers to it": {
      inside,
      shell: {},
      references: { [app]: [curl], [curl]: [python] },
    },
    "names that begin alike": named("python3-requests perl5 php my-perl-5"),
    "no interpreter": {},
  },
} satisfies Cases;
