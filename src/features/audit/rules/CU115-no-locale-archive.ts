import { safe } from "../../../diagnostics/fix.ts";
import { defineRule } from "../rule.ts";

/** Built into glibc, C.UTF-8 since 2.35. */
const BUILT_IN = /^(?:C|POSIX|C\.UTF-?8)?$/i;

export default defineRule({
  code: "CU115",
  severity: "warning",
  confidence: "medium",
  title: "A locale is set, but the chroot has no locale archive",
  message: "{variable} is {value}, but the chroot has no locale archive",
  why: "setlocale fails and the program goes on with the locale C: text that is not ASCII may be lost.",
  fixes: [
    [
      "safe",
      "Add the `locale` profile, or add the archive that LOCALE_ARCHIVE names to `confinement.packages`.",
    ],
  ],
  wrong: `serviceConfig.ExecStart = "\${pkgs.postgresql}/bin/postgres";
environment.LANG = "de_DE.UTF-8";
confinement.enable = true;`,
  journal: { log: `web-start[812]: bash: warning: setlocale: LC_ALL: cannot change locale (de_DE.UTF-8)` },
  right: `serviceConfig.ExecStart = "\${pkgs.postgresql}/bin/postgres";
environment = {
  LANG = "de_DE.UTF-8";
  LOCALE_ARCHIVE = "\${pkgs.glibcLocales}/lib/locale/locale-archive";
};
confinement = {
  enable = true;
  packages = [ pkgs.glibcLocales ];
};`,
  limits: "Reported even for a program that never calls setlocale. C, POSIX and C.UTF-8 need no archive.",
  check: ({ environment, view }, found) => {
    const variable = ["LC_ALL", "LANG"].find((each) => environment.text(each) !== undefined);
    if (variable === undefined) return [];
    const value = environment.text(variable)!;
    if (BUILT_IN.test(value)) return [];
    const archive = environment.text("LOCALE_ARCHIVE");
    if (archive !== undefined && view.mayShow(archive)) return [];
    const fixes = [safe({ kind: "profile", name: "locale" })];
    return [found({ variable, value }, { option: environment.variables.get(variable)!.option, fixes })];
  },
});
