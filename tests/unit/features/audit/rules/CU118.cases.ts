import rule from "../../../../../src/features/audit/rules/CU118-bind-source-missing.ts";
import type { Cases } from "../cases.ts";
import { data, glibc, openssl } from "../facts.ts";

const bind = (line: string) => ({ config: { BindReadOnlyPaths: line } });
const link = `${openssl}/cert`;

export default {
  rule,
  finds: {
    "a file that the package lacks": bind(`${openssl}/none:/etc/x`),
    "with a slash at the end": bind(`${openssl}/none/:/etc/x`),
    "for reading and writing": { config: { BindPaths: `${openssl}/none` } },
    "a dangling symlink": { ...bind(`${link}:/etc/x`), tree: { [link]: `-> ${openssl}/none` } },
    "symlinks that form a loop": { ...bind(`${link}:/etc/x`), tree: { [link]: "-> cert" } },
  },
  clean: {
    "the package has it": bind(`${openssl}/lib/libssl.so.3:/etc/x`),
    "a symlink to what is there": { ...bind(link), tree: { [link]: `-> ${glibc}/bin/sh` } },
    "a symlink out of the store": { ...bind(link), tree: { [link]: "-> /etc/none" } },
    "it may be missing": bind(`-${openssl}/none:/etc/x`),
    "a package that this store does not have": bind(`${data}/none`),
    "a path of the host": bind("/run/none"),
    "a specifier": bind(`${openssl}/%i`),
  },
} satisfies Cases;
