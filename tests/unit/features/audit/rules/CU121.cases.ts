import rule from "../../../../../src/features/audit/rules/CU121-script-host-path-not-bound.ts";
import type { ShellPath } from "../../../../../src/programs/shell.ts";
import type { Cases } from "../cases.ts";
import { command, script } from "../facts.ts";

const uses = (line: string, path: string, use: ShellPath["use"] = "argument", more = {}) => ({
  tree: { [script]: `#!/bin/sh\n${line}\n` },
  shell: {
    paths: [
      {
        path,
        use,
        line: 2,
        column: 1,
        confidence: "medium" as const,
        runs: "always" as const,
        failureMatters: true,
        ...more,
      },
    ],
  },
});

export default {
  rule,
  finds: {
    "an argument": uses("cat /etc/a", "/etc/a"),
    "a secret": uses("cat /run/secrets/a", "/run/secrets/a"),
    "what is written": uses("echo x > /srv/a", "/srv/a", "write"),
    "a log directly in /var/log": uses("echo x >> /var/log/a", "/var/log/a", "write"),
    "what a command writes": uses("cp x /srv/a", "/srv/a"),
    "what is written into a directory": uses("echo x > /srv/www/a", "/srv/www/a", "write"),
    "data of the service": uses("echo > /var/lib/app/a", "/var/lib/app/a", "write"),
    "a file that is sourced": uses(". /etc/a", "/etc/a", "source"),
    "the script goes on": uses("cat /etc/a || true", "/etc/a", "read"),
    "the script asks for it": uses("[ -e /etc/a ] && cat /etc/a", "/etc/a"),
    "a condition": uses("if grep x /etc/a; then :; fi", "/etc/a"),
    "a program": {
      shell: { commands: [command("/usr/bin/app", { kind: "absolute" })] },
    },
    "no /dev and /tmp": { ...uses("cat < /dev/null", "/dev/null", "read"), mode: "chroot-only" },
  },
  clean: {
    "it is bound": { ...uses("cat /etc/a", "/etc/a"), config: { BindReadOnlyPaths: "/etc/a" } },
    "a place that the chroot has": uses("cat /proc/1", "/proc/1"),
    "a place of its own": uses("mkdir /run/a", "/run/a", "write"),
    "a command of the store": { shell: { commands: [command(script, { kind: "absolute" })] } },
  },
} satisfies Cases;
