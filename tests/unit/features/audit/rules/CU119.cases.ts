import rule from "../../../../../src/features/audit/rules/CU119-no-api-path.ts";
import type { ShellPath } from "../../../../../src/programs/shell.ts";
import type { Cases } from "../cases.ts";
import { command, program } from "../facts.ts";

const mode = "chroot-only";
const start = (words: string, more = {}) => ({ mode, config: { ExecStart: `${program} ${words}`, ...more } });
const opens = (path: string, more: Partial<ShellPath> = {}) => ({
  mode,
  shell: {
    paths: [
      {
        path,
        use: "write" as const,
        line: 2,
        column: 1,
        confidence: "high" as const,
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
    "an argument": start("/dev/null"),
    "the value of an option": start("--status=/proc/self/status"),
    "the working directory": { mode, config: { WorkingDirectory: "/tmp" } },
    "a redirection": opens("/dev/null"),
    "a process substitution": opens("/dev/fd", { use: "read" }),
    "an argument in a script": opens("/dev/urandom", { use: "argument", confidence: "medium" }),
    "a redirection in a branch": opens("/dev/null", { runs: "maybe" }),
    "a redirection whose failure does not matter": opens("/dev/null", { failureMatters: false }),
    "a temporary file": { mode, shell: { commands: [command("mktemp")] } },
    "its failure is ignored": { mode, config: { ExecStartPre: `-${program} /dev/null` } },
  },
  clean: {
    "the full mode": { config: { ExecStart: `${program} /dev/null` } },
    "the path is bound": start("/dev/null", { BindPaths: "/dev/null" }),
    "a redirection that never runs": opens("/dev/null", { runs: "never" }),
    "another path": opens("/etc/x"),
    "a working directory that may be missing": { mode, config: { WorkingDirectory: "-/tmp" } },
    "nothing of it": { mode },
  },
} satisfies Cases;
