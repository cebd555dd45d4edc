import rule from "../../../../../src/features/audit/rules/CU305-shell-syntax.ts";
import type { Cases } from "../cases.ts";
import { program } from "../facts.ts";

const start = (words: string) => ({ config: { ExecStart: `${program} ${words}` } });

export default {
  rule,
  finds: {
    "&&": start("a && b || c"),
    "||": start("a || b"),
    "|": start("| cat"),
    ">": start("> /run/x"),
    ">>": start(">> /run/x"),
    "<": start("< /run/x"),
    "2>&1": start("2>&1"),
    "each line": { config: { ExecStartPre: `-${program} | x`, ExecStop: `${program} > x` } },
    "a program whose name ends as that of a shell": { config: { ExecStart: "/run/flash a && b" } },
  },
  clean: {
    "a shell runs it": {
      config: { ExecStart: ["/bin/sh -c && x", "/run/bash && x", "/x/dash | x", "/x/zsh > x"] },
    },
    "inside of a word": start("a&&b 'x | y' >x"),
    "no operator": start("a b"),
  },
} satisfies Cases;
