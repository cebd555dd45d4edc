import { nameOf } from "../../../store-path/store-path.ts";
import { defineRule } from "../rule.ts";

const COMPILER =
  /^(?:gcc(?:-wrapper)?|clang(?:-wrapper)?|rustc(?:-wrapper)?|go|ghc|binutils(?:-wrapper)?|cmake|gnumake|stdenv-linux)-\d[\w.]*$|^stdenv-linux$/;

export default defineRule({
  code: "CU406",
  severity: "warning",
  confidence: "medium",
  title: "The closure contains a compiler or build tool",
  message: "{package}, a compiler or build tool, is in the closure",
  why: "It gives an intruder tools, and it is large. Usually something refers to it by mistake.",
  fixes: [
    ["manual", "Find what refers to it: `confined-units explain SERVICE 'gcc-1*'`."],
    [
      "manual",
      "Remove the reference from the package: `removeReferencesTo`, or `disallowedReferences` to find it.",
    ],
  ],
  wrong: `serviceConfig.ExecStart = "\${pkgs.hello}/bin/hello";
confinement = {
  enable = true;
  packages = [ pkgs.cmake ];
};`,
  journal: "Nothing: the service starts.",
  right: `serviceConfig.ExecStart = "\${pkgs.hello}/bin/hello";
confinement.enable = true;`,
  limits: "By the names of packages. A service that compiles needs it.",
  check: ({ inside }, found) =>
    inside
      .map(nameOf)
      .filter((name) => COMPILER.test(name))
      .map((name) => found({ package: name }, { option: ["confinement"] })),
});
