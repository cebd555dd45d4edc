import { BY_NIXOS } from "../../../reference/profiles.ts";
import { nameOf } from "../../../store-path/store-path.ts";
import { storePathsIn } from "../../../store-path/text.ts";
import { fixForStorePath } from "../analysis/context.ts";
import { isUnread } from "../analysis/variables.ts";
import { defineRule } from "../rule.ts";

/** ld.so(8) and glibc go on where what these name is missing. */
const OPTIONAL = ["LD_AUDIT", "LD_LIBRARY_PATH", "LD_PRELOAD", "LOCALE_ARCHIVE", "TZDIR"];

export default defineRule({
  code: "CU103",
  severity: "error",
  confidence: "medium",
  title: "An environment variable points to a store path that is not in the chroot",
  message: "environment.{variable} points to {path}, which is not in the chroot",
  many: "environment.{variable} points to {path:names}, which are not in the chroot",
  why: "The variable names a path that does not exist in the chroot. Most programs start and fail later.",
  fixes: [
    [
      "safe",
      "Add the store paths of the variable to the chroot: `confinement.includeEnvironment` of our module, or `confinement.packages`.",
    ],
    ["manual", "For a path without string context: add its package to `confinement.packages`."],
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
    "Confidence is low where all that the service starts was searched and nothing has the variable's name, and for variables such as `LD_PRELOAD` and `LOCALE_ARCHIVE`: programs go on without what they name. CU107 reports libraries that are missing. `PATH` is left out, as rules about commands cover it, and so is what NixOS sets for all services (`TZDIR`, `LOCALE_ARCHIVE`) unless the service sets it itself.",
  check: (facts, found) =>
    [...facts.environment.variables].flatMap(([variable, { value, from, option }]) => {
      // CU105 looks into files.
      if (from === "EnvironmentFile") return [];
      const isOwn = facts.definitions.some((each) => each.option.join() === option.join());
      if (variable === "PATH" || (BY_NIXOS.includes(variable) && !isOwn)) return [];
      const confidence = OPTIONAL.includes(variable) || isUnread(facts, variable) ? "low" : "medium";
      return storePathsIn(value, facts.storeDir)
        .filter((path) => !facts.view.mayShow(path))
        .map((path) =>
          found(
            { variable, path: nameOf(path) },
            {
              option,
              confidence,
              target: { kind: "storePath", storePath: path },
              fixes: [
                fixForStorePath(
                  facts,
                  path,
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
