import { stringsOf } from "../../../systemd/lines.ts";
import { defineRule, text } from "../rule.ts";

/** Settings that confinement itself sets to its root. */
const OWN = ["RootDirectory", "RuntimeDirectory", "InaccessiblePaths"];

export default defineRule({
  code: "CU307",
  severity: "warning",
  confidence: "high",
  title: "The root of the chroot is hard-coded",
  message: "{option} contains {path}, the root of the chroot",
  why: "The directory is an implementation detail: it differs between releases of nixpkgs and between instances.",
  fixes: [["manual", "Use the path as it is inside the chroot."]],
  wrong: `serviceConfig.ExecStart = "\${pkgs.hello}/bin/hello";
environment.BASE = "/run/confinement/web/data";
confinement.enable = true;`,
  journal:
    "Nothing from systemd: the program fails when it opens the path, which does not exist in the chroot.",
  right: `serviceConfig.ExecStart = "\${pkgs.hello}/bin/hello";
environment.BASE = "/data";
confinement.enable = true;`,
  limits: "None.",
  check: ({ config, environment }, found) => {
    const settings = Object.entries(config)
      .filter(([name]) => !OWN.includes(name))
      .map(([name, value]) => ({ option: ["serviceConfig", name], values: stringsOf(value) }));
    const variables = [...environment.variables].map(([, { value, option }]) => ({
      option,
      values: [value],
    }));
    return [...settings, ...variables].flatMap(({ option, values }) =>
      values.flatMap((value) => {
        const path = /\/run\/confinement\/[^\s:"']+/.exec(value)?.[0];
        return path === undefined
          ? []
          : [found({ option: option.join("."), path }, { option, target: text(path) })];
      }),
    );
  },
});
