import { fitsGlob } from "../../../base/glob.ts";
import { nameOf } from "../../../store-path/store-path.ts";
import { defineRule } from "../rule.ts";

export default defineRule({
  code: "CU410",
  severity: "error",
  confidence: "high",
  title: "The chroot contains a package that the policy forbids",
  message: "{package} is in the closure, and the policy forbids {glob}",
  why: "The file that --policy names has the pattern in `forbid`.",
  fixes: [
    ["manual", "Find what refers to it: `confined-units explain SERVICE NAME`."],
    ["manual", "Remove the pattern, or override `forbid` for this service."],
  ],
  wrong: `serviceConfig.ExecStart = "\${pkgs.hello}/bin/hello";  # with { "forbid": ["openssl-1.*"] }
confinement = {
  enable = true;
  packages = [ pkgs.openssl_1_1 ];
};`,
  journal: "Nothing: the service starts.",
  right: `serviceConfig.ExecStart = "\${pkgs.hello}/bin/hello";
confinement = {
  enable = true;
  packages = [ pkgs.openssl ];
};`,
  limits: "Names of store paths without the hash are compared; `*` and `?` are the only wildcards.",
  check: ({ inside, limits }, found) =>
    (limits.forbid ?? []).flatMap((glob) =>
      inside
        .map(nameOf)
        .filter((name) => fitsGlob(glob, name))
        .map((name) => found({ package: name, glob }, { option: ["confinement"] })),
    ),
});
