import { stringsOf } from "../../../systemd/lines.ts";
import { defineRule, setting, text } from "../rule.ts";
import { fixForHostPath, isMissingHostPath } from "../analysis/host-paths.ts";

/** systemd itself looks these up in the chroot. */
const SETTINGS = ["WorkingDirectory", "PIDFile"];

export default defineRule({
  code: "CU108",
  severity: "warning",
  confidence: "medium",
  title: "An Exec line, WorkingDirectory or PIDFile refers to a path of the host that is not bound",
  message: "{option} refers to {path}, which is not bound into the chroot",
  many: "{option} refers to {path:names}, which are not bound into the chroot",
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
    "An argument that looks like a path may be a pattern or a URL, or a path that the program makes: hence medium confidence. Confidence is low for commands that may fail, or that reload or stop the service.",
  check: (facts, found) => {
    // Programs are CU116's.
    const words = facts.commands.flatMap(({ option, args, mayFail }) =>
      args.map((word) => ({
        option,
        path: /^(?:-{1,2}[\w-]+=)?(\/.*)$/.exec(word)?.[1] ?? "",
        // The service runs before it is reloaded or stopped.
        isOptional: mayFail || /^Exec(?:Reload|Stop)/.test(option),
      })),
    );
    const settings = SETTINGS.flatMap((option) =>
      stringsOf(facts.config[option]).map((line) => ({
        option,
        path: line.replace(/^-/, ""),
        isOptional: line.startsWith("-"),
      })),
    );
    return [...words, ...settings]
      .filter(({ path }) => isMissingHostPath(facts, path))
      .map(({ option, path, isOptional }) =>
        found(
          { option, path },
          {
            ...setting(option),
            target: text(path),
            confidence: isOptional ? "low" : "medium",
            fixes: [fixForHostPath(path)],
          },
        ),
      );
  },
});
