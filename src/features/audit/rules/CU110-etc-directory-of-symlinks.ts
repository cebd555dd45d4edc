import { profileIn } from "../../../reference/profiles.ts";
import { manual } from "../../../diagnostics/fix.ts";
import { linesOf } from "../../../diagnostics/edit.ts";
import { defineRule, setting, subjectOf, text } from "../rule.ts";

/** Directories that hold nothing but symlinks on NixOS. */
const DIRECTORIES = [
  "/etc/ssl",
  "/etc/ssl/certs",
  "/etc/pki",
  "/etc/pki/tls/certs",
  "/etc/static",
  "/etc/fonts",
  "/etc/nix",
];

export default defineRule({
  code: "CU110",
  severity: "warning",
  confidence: "medium",
  title: "A directory of symlinks is bound without what they point to",
  message: "{path} is bound, but NixOS fills it with symlinks to /etc/static and the store",
  why: "The symlinks are bound and their targets are not: every file in the directory is a dangling symlink in the chroot.",
  fixes: [
    [
      "manual",
      "Replace the bind with the profile that has the files, such as `tls`, or with binds of the files themselves.",
    ],
  ],
  wrong: `serviceConfig = {
  ExecStart = "\${pkgs.curl}/bin/curl https://example.org";
  BindReadOnlyPaths = [ "/etc/ssl/certs" ];
};
confinement.enable = true;`,
  journal: {
    log: `curl[812]: curl: (77) error setting certificate file: /etc/ssl/certs/ca-certificates.crt`,
  },
  right: `serviceConfig = {
  ExecStart = "\${pkgs.curl}/bin/curl https://example.org";
  BindReadOnlyPaths = [ "/etc/ssl/certs/ca-certificates.crt" ];
};
confinement.enable = true;`,
  limits: "The directories are a fixed list. On a host that writes real files there, the finding is wrong.",
  check: (facts, found) => {
    if (facts.view.mayShow(facts.storeDir)) return [];
    return facts.view.binds.flatMap(({ option, source, text: line }) => {
      if (!DIRECTORIES.includes(source)) return [];
      const profile = profileIn(source);
      const fixes =
        profile === null
          ? []
          : [
              manual(
                `replace the bind with the files of the ${profile} profile`,
                ...linesOf([{ kind: "profile", name: profile }], subjectOf(facts)),
              ),
            ];
      return [found({ path: source }, { ...setting(option), target: text(line), fixes })];
    });
  },
});
