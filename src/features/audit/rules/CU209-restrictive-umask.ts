import { stringsOf } from "../../../systemd/lines.ts";
import { DIALECTS } from "../../../reference/dialects.ts";
import { defineRule, setting } from "../rule.ts";

export default defineRule({
  code: "CU209",
  severity: "note",
  confidence: "low",
  title: "UMask closes the mount points of the chroot",
  message: "UMask is {value} under the rules of nixpkgs from {dialect}",
  why: "Mount points are made with this mask, so users other than root cannot pass through them.",
  fixes: [
    ["manual", "Remove the definition of UMask."],
    ["manual", "Use nixpkgs 24.11 or later."],
  ],
  wrong: `serviceConfig = {
  ExecStart = "\${pkgs.hello}/bin/hello";
  User = "web";
  UMask = "0077";
};
confinement.enable = true;`,
  journal: {
    log: `(hello)[812]: web.service: Failed to execute /nix/store/…-hello-2.12.1/bin/hello: Permission denied
systemd[1]: web.service: Main process exited, code=exited, status=203/EXEC`,
  },
  right: `serviceConfig = {
  ExecStart = "\${pkgs.hello}/bin/hello";
  User = "web";
};
confinement.enable = true;`,
  limits: "From reports of users; not measured.",
  check: (facts, found) => {
    const { config, dialect } = facts;
    const [value] = stringsOf(config["UMask"]);
    if (DIALECTS[dialect].readOnlyRoot || value === undefined || !/^0*[0-7]?77$/.test(value)) return [];
    return [found({ value, dialect }, setting("UMask"))];
  },
});
