import { DIRECTORIES, DIRECTORY_OPTIONS } from "../../../systemd/directories.ts";
import { ownerOf } from "../../../store-path/store-path.ts";
import { stringsOf } from "../../../systemd/lines.ts";
import { unsafe, type Proposal } from "../../../diagnostics/fix.ts";
import { defineRule, setting, text } from "../rule.ts";

/** Below these a program sees what the host has there; elsewhere it may make the path itself. */
const OF_THE_HOST = /^\/(?:etc|usr|home|root|opt|srv|mnt|media|bin|sbin|lib|var)(?:\/|$)/;

export default defineRule({
  code: "CU108",
  severity: "warning",
  confidence: "medium",
  title: "An Exec line or WorkingDirectory refers to a path of the host that is not bound",
  message: "{option} refers to {path}, which is not bound into the chroot",
  why: "The chroot contains only its store paths, /proc, /sys, /dev and bind mounts.",
  fixes: [
    [
      "unsafe",
      "Bind the path with `serviceConfig.BindReadOnlyPaths`, or with `BindPaths` if the service writes to it.",
    ],
    [
      "unsafe",
      "For a directory that the service owns: `StateDirectory`, `CacheDirectory` or `LogsDirectory`.",
    ],
  ],
  wrong: `serviceConfig.ExecStart = "\${pkgs.nginx}/bin/nginx -c /etc/nginx.conf";
confinement.enable = true;`,
  journal: {
    log: `nginx[812]: nginx: [emerg] open() "/etc/nginx.conf" failed (2: No such file or directory)
systemd[1]: web.service: Main process exited, code=exited, status=1/FAILURE`,
  },
  right: `serviceConfig = {
  ExecStart = "\${pkgs.nginx}/bin/nginx -c /etc/nginx.conf";
  BindReadOnlyPaths = [ "/etc/nginx.conf" ];
};
confinement.enable = true;`,
  limits:
    "An argument that looks like a path may be a pattern or a URL, or a path that the program makes: hence medium confidence.",
  check: (facts, found) => {
    const words = facts.commands.flatMap(({ option, args }) =>
      args.map((word) => ({ option, path: /^(?:-{1,2}[\w-]+=)?(\/.*)$/.exec(word)?.[1] ?? "" })),
    );
    const directories = stringsOf(facts.config["WorkingDirectory"]).map((line) => ({
      option: "WorkingDirectory",
      path: line.replace(/^-/, ""),
    }));
    return [...words, ...directories]
      .filter(
        ({ path }) =>
          OF_THE_HOST.test(path) &&
          ownerOf(path, facts.storeDir) === null &&
          !path.includes("%") &&
          !facts.view.shows(path),
      )
      .map(({ option, path }) =>
        found({ option, path }, { ...setting(option), target: text(path), fixes: [fixFor(path)] }),
      );
  },
});

/** systemd makes the directories that a service keeps its data in, and gives them to the service's user. */
function fixFor(path: string): Proposal {
  for (const option of DIRECTORY_OPTIONS) {
    const { base } = DIRECTORIES[option];
    const [name = ""] = path.startsWith(`${base}/`) ? path.slice(base.length + 1).split("/") : [];
    if (option !== "ConfigurationDirectory" && name !== "")
      return unsafe({ kind: "directory", option, name });
  }
  return unsafe({ kind: "bind", bind: path });
}
