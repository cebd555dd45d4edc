import rule from "../../../../../src/features/audit/rules/CU407-setuid-program.ts";
import type { Cases } from "../cases.ts";
import { app, data, glibc, program } from "../facts.ts";

const tool = `${glibc}/bin/tool`;

export default {
  rule,
  finds: {
    setuid: { modes: { [program]: 0o4555 } },
    setgid: { modes: { [program]: 0o2555 } },
    "of another package": { modes: { [tool]: 0o6555 }, tree: { [tool]: "" } },
  },
  clean: {
    "an ordinary program": {},
    "a sticky bit": { modes: { [program]: 0o1555 } },
    "a symlink to one": {
      tree: { [`${app}/bin/link`]: `-> ${data}/bin/x`, [`${data}/bin/x`]: "" },
      modes: { [`${app}/bin/link`]: 0o4777, [`${data}/bin/x`]: 0o4555 },
    },
    "a package that is not in the chroot": {
      modes: { [`${data}/bin/x`]: 0o4555 },
      tree: { [`${data}/bin/x`]: "" },
    },
  },
} satisfies Cases;
