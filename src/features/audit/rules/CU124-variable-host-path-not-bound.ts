import { fixForHostPath, isMissingHostPath } from "../analysis/host-paths.ts";
import { isRead, variablesOf } from "../analysis/variables.ts";
import { defineRule, text } from "../rule.ts";

/** About the host's users and terminals, or lists in which one more place is missing without effect. */
const OTHER = /^(?:PATH|SHELL|LOCALE_ARCHIVE|TZDIR|TERMINFO_DIRS|XDG_(?:DATA|CONFIG)_DIRS|NIX_PATH|MANPATH)$/;

export default defineRule({
  code: "CU124",
  severity: "warning",
  confidence: "medium",
  title: "An environment variable names a path of the host that is not bound",
  message: "the variable {variable} names {path}, which is not bound into the chroot",
  why: "The program looks for its data or its configuration where the chroot has nothing.",
  fixes: [
    [
      "unsafe",
      "For a directory that the service owns: `StateDirectory`, `CacheDirectory` or `LogsDirectory`.",
    ],
    ["unsafe", "Bind the path with `BindReadOnlyPaths`, or with `BindPaths` if the service writes to it."],
  ],
  wrong: `serviceConfig.ExecStart = "\${pkgs.etcd}/bin/etcd";
environment.ETCD_DATA_DIR = "/var/lib/etcd";
confinement.enable = true;`,
  journal: {
    log: `etcd[812]: {"level":"fatal","msg":"cannot create directory","error":"mkdir /var/lib/etcd: read-only file system"}
systemd[1]: web.service: Main process exited, code=exited, status=1/FAILURE`,
  },
  right: `serviceConfig = {
  ExecStart = "\${pkgs.etcd}/bin/etcd";
  StateDirectory = "etcd";
};
environment.ETCD_DATA_DIR = "/var/lib/etcd";
confinement.enable = true;`,
  limits:
    "Confidence is low where no command line, script, program or library of the service names the variable. Of several paths in one value, the first is looked at.",
  check: (facts, found) =>
    variablesOf(facts).flatMap(({ name, value, option }) => {
      const [path = ""] = /^\/[^\s:;,]*/.exec(value) ?? [];
      if (OTHER.test(name) || !isMissingHostPath(facts, path)) return [];
      const confidence = isRead(facts, name) ? "medium" : "low";
      return [
        found(
          { variable: name, path },
          { option, target: text(path), confidence, fixes: [fixForHostPath(path)] },
        ),
      ];
    }),
});
