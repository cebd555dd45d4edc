import rule from "../../../../../src/features/audit/rules/CU123-configuration-host-path-not-bound.ts";
import type { Cases } from "../cases.ts";
import { data, program } from "../facts.ts";

const file = (text: string, words = `-c ${data}`, more = {}) => ({
  config: { ExecStart: `${program} ${words}`, ...more },
  tree: { [data]: text },
});

export default {
  rule,
  finds: {
    "a value": file("data /var/lib/app\n"),
    "quoted values": file('{ "a": "/etc/a", b = \'/srv/b\' }', `--config=${data}`),
    "an argument that may be anything": file("data /var/lib/app\n", data),
  },
  clean: {
    "it is bound": file("data /var/lib/app\n", undefined, { BindPaths: "/var/lib/app" }),
    "a comment": file("# /etc/a\n // /etc/b\n"),
    "an address": file("url http://x/etc/a\n"),
    "a script": file("#!/bin/sh\ncat /etc/a\n"),
    "no text": file("/etc/a \0"),
    "too long": file(`/etc/a ${"x".repeat(65_536)}`),
  },
} satisfies Cases;
