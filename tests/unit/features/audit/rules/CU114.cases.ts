import rule from "../../../../../src/features/audit/rules/CU114-lookup-below-etc.ts";
import type { Cases } from "../cases.ts";
import { program } from "../facts.ts";

// Names of functions stand in the table that names of libraries do.
const imports = (...functions: string[]) => ({
  elf: { needed: functions.slice(1), soname: functions[0] ?? "" },
});
const bind = (path: string) => ({ config: { BindReadOnlyPaths: path } });
const FUNCTIONS =
  "getaddrinfo gethostbyname gethostbyname_r getpwnam getpwnam_r initgroups getgrnam localtime localtime_r".split(
    " ",
  );

export default {
  rule,
  finds: {
    "a function, and the file that it opens": imports("getpwnam"),
    "with our module": { ...imports("getpwnam"), ownModule: true },
    ...Object.fromEntries(FUNCTIONS.map((name) => [name, imports(name)])),
    "several, in one note": imports("localtime", "getaddrinfo", "gethostbyname", "getgrnam"),
    "several, with our module": { ...imports("localtime", "getaddrinfo", "getgrnam"), ownModule: true },
    "a file that is not bound": { ...imports("localtime", "getaddrinfo"), ...bind("/etc/resolv.conf") },
    "each program once": { ...imports("getpwnam"), config: { ExecStop: `${program} stop` } },
  },
  clean: {
    "the file is bound": { ...imports("getpwnam"), ...bind("/etc/passwd") },
    "a function of a similar name": imports("getpwname"),
    "a static program": { elf: { soname: "getpwnam" }, isStatic: true },
    "no such function": {},
  },
} satisfies Cases;
