import rule from "../../../../../src/features/audit/rules/CU404-shell-in-closure.ts";
import type { Cases } from "../cases.ts";
import { storePath } from "../../../../support/services.ts";
import { app, bash } from "../facts.ts";

const named = (...names: string[]) => ({ inside: names.map((name, at) => storePath(50 + at, name)) });

export default {
  rule,
  finds: {
    "a shell": { inside: [app, bash] },
    "every shell": named(
      "bash",
      "bash-interactive-5",
      "bashInteractive-5",
      "dash-0.5",
      "zsh-5",
      "busybox-1",
      "fish-3",
      "mksh-59",
    ),
  },
  clean: {
    "/bin/sh is wanted": { inside: [app, bash], binSh: `${bash}/bin/sh` },
    "a script needs it": { inside: [app, bash], shell: {} },
    "names that begin alike": named("bash-completion-2", "bashful-1", "fish-config", "my-bash-5"),
    "no shell": {},
  },
} satisfies Cases;
