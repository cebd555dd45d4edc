import { nameOf, parseStorePath } from "../../../store-path/store-path.ts";
import { rootOf, INSTANCE_ROOT } from "../../../reference/dialects.ts";
import { unsafe } from "../../../diagnostics/fix.ts";
import { defineRule, setting } from "../rule.ts";

export default defineRule({
  code: "CU201",
  severity: "error",
  confidence: "high",
  title: "RootDirectory is not the root of the confinement",
  message: "RootDirectory is {root}, but confinement uses {expected}",
  why: "Files are bound into one root while the program runs in the other.",
  fixes: [
    ["unsafe", "Force the root that confinement sets with `lib.mkForce`."],
    ["manual", "Remove the definition of RootDirectory, or the module that has it."],
  ],
  wrong: `serviceConfig = {
  ExecStart = "\${pkgs.hello}/bin/hello";
  RootDirectory = lib.mkForce "/srv/root";
};
confinement.enable = true;`,
  journal: {
    log: `(hello)[812]: web.service: Failed to set up mount namespacing: /srv/root: No such file or directory
(hello)[812]: web.service: Failed at step NAMESPACE spawning /nix/store/…-hello-2.12.1/bin/hello: No such file or directory
systemd[1]: web.service: Main process exited, code=exited, status=226/NAMESPACE`,
  },
  right: `serviceConfig.ExecStart = "\${pkgs.hello}/bin/hello";
confinement.enable = true;`,
  limits: "None: the expected root follows from the rules of the host's nixpkgs.",
  check: (facts, found) => {
    const { dialect } = facts;
    const root = facts.rootDirectory;
    const expected = rootOf(dialect, facts);
    const isExpected =
      root === null ||
      root === expected ||
      root === INSTANCE_ROOT ||
      (expected === null && nameOf(parseStorePath(root) ?? "").endsWith("-chroot"));
    if (isExpected) return [];
    const fixes =
      expected === null
        ? []
        : [unsafe({ kind: "setting", name: "RootDirectory", value: expected, force: true })];
    return [
      found(
        { root, expected: expected ?? "a directory in the store" },
        { ...setting("RootDirectory"), fixes },
      ),
    ];
  },
});
