import rule from "../../../../../src/features/audit/rules/CU120-script-program-cannot-start.ts";
import type { Cases } from "../cases.ts";
import { app, command, curl, program } from "../facts.ts";

const run = (name: string, more = {}) => ({
  shell: { commands: [command(name, { kind: "absolute", ...more })] },
});

export default {
  rule,
  finds: {
    "a program of the host": run("/usr/bin/cat"),
    "env of the host": run("/usr/bin/env"),
    "a program of the system's profile": run("/run/current-system/sw/bin/cat"),
    "a store path that is not in the chroot": {
      ...run(`${curl}/bin/curl`),
      tree: { [`${curl}/bin/curl`]: "#!/bin/sh\n" },
      modes: { [`${curl}/bin/curl`]: 0o555 },
    },
    "a name that the package does not have": run(`${app}/bin/ap`),
    "in a branch": run("/usr/bin/cat", { runs: "maybe" }),
    "the script goes on": run("/usr/bin/cat", { failureMatters: false }),
    "the most certain of several": {
      shell: {
        commands: ["rarely" as const, "always" as const].map((runs) =>
          command("/usr/bin/cat", { kind: "absolute", runs }),
        ),
      },
    },
  },
  clean: {
    "a program of the chroot": run(program),
    "it never runs": run("/usr/bin/cat", { runs: "never" }),
    "the word may not be a command": run("/usr/bin/cat", { confidence: "low" }),
    "a bare name": { shell: { commands: [command("cat")] } },
    "no script": {},
  },
} satisfies Cases;
