import { nameOf } from "../../../store-path/store-path.ts";
import { storePathsIn } from "../../../store-path/text.ts";
import { stringsOf } from "../../../systemd/lines.ts";
import { fixForStorePath } from "../analysis/context.ts";
import { defineRule, setting } from "../rule.ts";

/** Looked up inside the chroot, and not scanned for store paths. */
const OPTIONS = ["ExecCondition", "WorkingDirectory"];

export default defineRule({
  code: "CU104",
  severity: "error",
  confidence: "high",
  title: "ExecCondition or WorkingDirectory refers to a store path that is not in the chroot",
  message: "{option} refers to {path}, which is not in the chroot",
  why: "systemd looks the path up inside the chroot, but nixpkgs only adds what ExecStart, ExecStop, ExecReload and their Pre and Post variants refer to.",
  fixes: [
    ["safe", "Add the store paths of the setting to `confinement.packages`."],
    ["manual", "For a path without string context: add its package to `confinement.packages`."],
  ],
  wrong: `serviceConfig = {
  ExecStart = "\${pkgs.nginx}/bin/nginx";
  WorkingDirectory = "\${site}";
};
confinement.enable = true;`,
  journal: {
    log: `(nginx)[812]: web.service: Changing to the requested working directory failed: No such file or directory
(nginx)[812]: web.service: Failed at step CHDIR spawning /nix/store/…-nginx-1.26.2/bin/nginx: No such file or directory
systemd[1]: web.service: Main process exited, code=exited, status=200/CHDIR`,
  },
  right: `serviceConfig = {
  ExecStart = "\${pkgs.nginx}/bin/nginx";
  WorkingDirectory = "\${site}";
};
confinement = {
  enable = true;
  packages = [ site ];
};`,
  limits:
    "Confidence is low where the setting begins with `-`, so that systemd ignores that it fails. Other settings are read by systemd outside of the chroot, where the path exists.",
  check: (facts, found) =>
    OPTIONS.flatMap((option) =>
      stringsOf(facts.config[option]).flatMap((line) =>
        storePathsIn(line, facts.storeDir)
          .filter((path) => !facts.view.mayShow(path))
          .map((path) =>
            found(
              { option, path: nameOf(path) },
              {
                ...setting(option),
                target: { kind: "storePath", storePath: path },
                // systemd ignores that it fails.
                confidence: line.startsWith("-") ? "low" : "high",
                fixes: [fixForStorePath(facts, path, { kind: "setting-paths", name: option })],
              },
            ),
          ),
      ),
    ),
});
