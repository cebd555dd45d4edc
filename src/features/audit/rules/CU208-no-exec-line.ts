import { EXEC_OPTIONS, stringsOf } from "../../../systemd/lines.ts";
import { manual } from "../../../diagnostics/fix.ts";
import { defineRule } from "../rule.ts";

export default defineRule({
  code: "CU208",
  severity: "warning",
  confidence: "medium",
  title: "The Exec lines are in a unit that a package ships",
  message: "no Exec line is set: the commands must be in a unit that a package ships",
  why: "nixpkgs does not scan a shipped unit, so its programs are missing from the chroot: 203/EXEC.",
  fixes: [["manual", "Add the package that ships the unit to `confinement.packages`."]],
  wrong: `confinement.enable = true;  # systemd.packages = [ pkgs.dnsmasq ];`,
  journal: {
    log: `(dnsmasq)[812]: web.service: Failed to execute /nix/store/…-dnsmasq-2.90/bin/dnsmasq: No such file or directory
systemd[1]: web.service: Main process exited, code=exited, status=203/EXEC`,
  },
  right: `confinement = {
  enable = true;
  packages = [ pkgs.dnsmasq ];
};`,
  limits:
    "The rule does not see whether the host has a template instead, such as `sshd@` for `sshd`, which is what has to be confined then. A unit that only groups others has no Exec lines either.",
  check: ({ config, full }, found) => {
    const isShipped =
      full.serviceConfig !== null && EXEC_OPTIONS.every((name) => stringsOf(config[name]).length === 0);
    const fixes = [
      manual(
        "add the package that ships the unit, or confine the template, if the host has one",
        "confinement.packages = [ pkgs.… ];",
      ),
    ];
    return isShipped ? [found({}, { option: ["confinement"], fixes })] : [];
  },
});
