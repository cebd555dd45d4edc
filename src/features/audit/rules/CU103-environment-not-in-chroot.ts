import { BY_NIXOS } from "../../../reference/profiles.ts";
import { nameOf } from "../../../store-path/store-path.ts";
import { storePathsIn } from "../../../store-path/text.ts";
import { safe } from "../../../diagnostics/fix.ts";
import { defineRule } from "../rule.ts";

export default defineRule({
  code: "CU103",
  severity: "error",
  confidence: "high",
  title: "An environment variable points to a store path that is not in the chroot",
  message: "environment.{variable} points to {path}, which is not in the chroot",
  many: "environment.{variable} points to {path:names}, which are not in the chroot",
  why: "The variable names a path that does not exist in the chroot. Most programs start and fail later.",
  fixes: [
    [
      "safe",
      "Add the store paths of the variable to the chroot: `confinement.includeEnvironment` of our module, or `confinement.packages`.",
    ],
  ],
  wrong: `serviceConfig.ExecStart = "\${pkgs.python3}/bin/python3 -m app";
environment.PYTHONPATH = "\${pkgs.python3Packages.requests}/\${pkgs.python3.sitePackages}";
confinement.enable = true;`,
  journal: {
    log: `python3[812]: ModuleNotFoundError: No module named 'requests'
systemd[1]: web.service: Main process exited, code=exited, status=1/FAILURE`,
  },
  right: `serviceConfig.ExecStart = "\${pkgs.python3}/bin/python3 -m app";
environment.PYTHONPATH = "\${pkgs.python3Packages.requests}/\${pkgs.python3.sitePackages}";
confinement = {
  enable = true;
  packages = [ config.systemd.services.web.environment.PYTHONPATH ];
};`,
  limits:
    "`PATH` is left out, as rules about commands cover it, and so is what NixOS sets for all services (`TZDIR`, `LOCALE_ARCHIVE`) unless the service sets it itself.",
  check: (facts, found) =>
    [...facts.environment.variables].flatMap(([variable, { value, from, option }]) => {
      // CU105 looks into files.
      if (from === "EnvironmentFile") return [];
      const isOwn = facts.definitions.some((each) => each.option.join() === option.join());
      if (variable === "PATH" || (BY_NIXOS.includes(variable) && !isOwn)) return [];
      return storePathsIn(value, facts.storeDir)
        .filter((path) => !facts.view.mayShow(path))
        .map((path) =>
          found(
            { variable, path: nameOf(path) },
            {
              option,
              target: { kind: "storePath", storePath: path },
              fixes: [
                safe(
                  from === "environment"
                    ? { kind: "variable", name: variable }
                    : { kind: "setting-paths", name: "Environment" },
                ),
              ],
            },
          ),
        );
    }),
});
