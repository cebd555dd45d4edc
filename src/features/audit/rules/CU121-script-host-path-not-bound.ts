import { fixForHostPath, isMissingHostPath } from "../analysis/host-paths.ts";
import { scriptPaths } from "../analysis/script-paths.ts";
import { defineRule, text } from "../rule.ts";

const USES = {
  program: "starts",
  source: "sources",
  read: "reads",
  write: "writes",
  argument: "uses",
} as const;

export default defineRule({
  code: "CU121",
  severity: "warning",
  confidence: "medium",
  title: "A script uses a path of the host that is not bound",
  message: "the script {use} {path}, which is not bound into the chroot",
  many: "the script {use} {path:names}, which are not bound into the chroot",
  why: "The chroot contains only its store paths, /proc, /sys, /dev and bind mounts, and its root directory is read-only.",
  fixes: [
    ["unsafe", "Bind the path with `BindReadOnlyPaths`, or with `BindPaths` if the script writes to it."],
    [
      "unsafe",
      "For a directory that the service owns: `StateDirectory`, and `$STATE_DIRECTORY` in the script.",
    ],
    ["manual", "For a program: use the one of a package. /usr/bin is empty on NixOS."],
  ],
  wrong: `script = "cp -r /srv/www /var/backup/www";
confinement.enable = true;`,
  journal: {
    log: `web-start[812]: cp: cannot stat '/srv/www': No such file or directory
systemd[1]: web.service: Main process exited, code=exited, status=1/FAILURE`,
  },
  right: `script = "cp -r /srv/www /var/backup/www";
serviceConfig = {
  BindReadOnlyPaths = [ "/srv/www" ];
  BindPaths = [ "/var/backup" ];
};
confinement.enable = true;`,
  limits:
    "Confidence is low where the script asks for the path, goes on without it, or where the word may be a text. Paths that a script computes are not seen.",
  check: (facts, found) =>
    scriptPaths(facts)
      .filter(({ path }) => isMissingHostPath(facts, path))
      .map(({ path, use, isWritten, option, confidence }) =>
        found(
          { use: USES[use], path },
          {
            option,
            target: text(path),
            confidence: confidence === "low" ? "low" : "medium",
            fixes:
              use === "program" || confidence === "low"
                ? []
                : [fixForHostPath(path, { isWritten, isFile: use !== "argument" })],
          },
        ),
      ),
});
