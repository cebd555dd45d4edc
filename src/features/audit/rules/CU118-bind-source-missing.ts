import { nameOf, ownerOf, shortName } from "../../../store-path/store-path.ts";
import { walk } from "../../../programs/walk.ts";
import { bindSource } from "../analysis/binds.ts";
import { defineRule, setting, text } from "../rule.ts";

export default defineRule({
  code: "CU118",
  severity: "error",
  confidence: "high",
  title: "A bind mount has a source that its store path does not have",
  message: "{option} binds {source}, but {package} has no such file",
  why: "systemd cannot make the mounts of the service, and the start fails with 226/NAMESPACE.",
  fixes: [["manual", "Write the path as the package has it, or put a `-` before it if it may be missing."]],
  wrong: `serviceConfig = {
  ExecStart = "\${pkgs.hello}/bin/hello";
  BindReadOnlyPaths = [ "\${pkgs.cacert}/etc/ssl/certs/ca-bundel.crt:/etc/ssl/certs/ca-bundle.crt" ];
};
confinement.enable = true;`,
  journal: {
    log: `systemd[1]: web.service: Failed to set up mount namespacing: /nix/store/…-nss-cacert-3.101/etc/ssl/certs/ca-bundel.crt: No such file or directory
systemd[1]: web.service: Failed at step NAMESPACE spawning /nix/store/…-hello-2.12.1/bin/hello: No such file or directory
systemd[1]: web.service: Main process exited, code=exited, status=226/NAMESPACE`,
  },
  right: `serviceConfig = {
  ExecStart = "\${pkgs.hello}/bin/hello";
  BindReadOnlyPaths = [ "\${pkgs.cacert}/etc/ssl/certs/ca-bundle.crt:/etc/ssl/certs/ca-bundle.crt" ];
};
confinement.enable = true;`,
  limits:
    "Only sources in the store are looked at, and only where the store of this machine has the package: what the host has elsewhere is not known.",
  check: ({ view, files, storeDir }, found) =>
    view.binds.flatMap((bind) => {
      const source = bindSource(bind);
      const owner = ownerOf(source, storeDir);
      if (owner === null || bind.optional || source.includes("%") || files.stat(owner) === null) return [];
      const walked = walk(source, files);
      // A symlink out of the store ends on a machine that is not this one.
      if (walked.outcome === "found" || ownerOf(walked.path, storeDir) === null) return [];
      return [
        found(
          { option: bind.option, source: shortName(source, storeDir), package: nameOf(owner) },
          { ...setting(bind.option), target: text(source) },
        ),
      ];
    }),
});
