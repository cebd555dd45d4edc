import { defineRule } from "../rule.ts";

export default defineRule({
  code: "CU408",
  severity: "error",
  confidence: "high",
  title: "The chroot has more store paths than the policy allows",
  message: "the chroot has {count:number} store paths, and the policy allows {limit:number}",
  why: "The file that --policy names limits `maxPaths`.",
  fixes: [
    ["manual", "Find what is large: `confined-units explain SERVICE`."],
    ["manual", "Raise the limit, for all services or for this one."],
  ],
  wrong: `serviceConfig.ExecStart = "\${pkgs.gitFull}/bin/git daemon";  # with { "maxPaths": 40 }
confinement.enable = true;`,
  journal: "Nothing: the service starts.",
  right: `serviceConfig.ExecStart = "\${pkgs.gitMinimal}/bin/git daemon";
confinement.enable = true;`,
  limits: "None.",
  check: ({ inside, limits }, found) => {
    const { maxPaths: limit = Infinity } = limits;
    const count = inside.length;
    return count > limit ? [found({ count, limit }, { option: ["confinement"] })] : [];
  },
});
