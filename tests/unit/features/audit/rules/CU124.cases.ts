import rule from "../../../../../src/features/audit/rules/CU124-variable-host-path-not-bound.ts";
import type { Cases } from "../cases.ts";
import { app, data, program } from "../facts.ts";

const read = (...names: string[]) => ({ ExecStart: `${program} --from ${names.join(" ")}` });
const DATA = { PGDATA: "/var/lib/app/data" };

export default {
  rule,
  finds: {
    "a variable that a command line names": { config: read("PGDATA"), environment: DATA },
    "nothing is seen to read it": { environment: DATA },
    "by Environment=": { config: { ...read("CONF"), Environment: ["CONF=/etc/app.conf:/x"] } },
    "by an EnvironmentFile of the store": {
      config: { ...read("TOKEN"), EnvironmentFile: `-${data}` },
      tree: { [data]: "# x\nTOKEN='/run/secrets/token'\n" },
    },
    "a script reads it": {
      environment: DATA,
      shell: {},
      tree: { [`${app}/bin/web-start`]: "#!/bin/sh\ncat $PGDATA/x\n" },
    },
  },
  clean: {
    "it is bound": { environment: DATA, config: { BindPaths: "/var/lib/app/" } },
    "systemd makes it": { environment: DATA, config: { StateDirectory: "app" } },
    "another setting sets it later": { environment: DATA, config: { Environment: `PGDATA=${app}` } },
    "an address, a path of its own": { environment: { A: "https://x/etc/y", B: "/run/app/x", C: "/tmp/x" } },
    "a list of places": { environment: { PATH: "/usr/bin", XDG_DATA_DIRS: "/usr/share" } },
    "the store": { environment: { A: data } },
  },
} satisfies Cases;
