import { safe } from "../../../diagnostics/fix.ts";
import { defineRule } from "../rule.ts";

export default defineRule({
  code: "CU113",
  severity: "warning",
  confidence: "medium",
  title: "TZ names a time zone, but the chroot has no time zone data",
  message: "TZ is {zone}, but the chroot has no time zone data",
  why: "The program uses UTC as its local time, without an error.",
  fixes: [
    ["safe", "Add the `timezone` profile, or add the directory that TZDIR names to `confinement.packages`."],
  ],
  wrong: `serviceConfig.ExecStart = "\${pkgs.coreutils}/bin/date";
environment.TZ = "Europe/Berlin";
confinement.enable = true;`,
  journal: "Nothing: the program runs, and its times are those of UTC.",
  right: `serviceConfig.ExecStart = "\${pkgs.coreutils}/bin/date";
environment = {
  TZ = "Europe/Berlin";
  TZDIR = "\${pkgs.tzdata}/share/zoneinfo";
};
confinement = {
  enable = true;
  packages = [ pkgs.tzdata ];
};`,
  limits: "The rule says nothing where TZDIR names data that is in the chroot, and for UTC and GMT.",
  check: ({ environment, view }, found) => {
    const zone = environment.text("TZ");
    if (zone === undefined || /^:?(?:UTC|GMT)?0?$/.test(zone)) return [];
    const directory = environment.text("TZDIR");
    if (view.mayShow("/etc/zoneinfo") || (directory !== undefined && view.mayShow(directory))) return [];
    const fixes = [safe({ kind: "profile", name: "timezone" })];
    return [found({ zone }, { option: environment.variables.get("TZ")!.option, fixes })];
  },
});
