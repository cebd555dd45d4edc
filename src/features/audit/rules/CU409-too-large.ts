import { defineRule } from "../rule.ts";

export default defineRule({
  code: "CU409",
  severity: "error",
  confidence: "high",
  title: "The chroot is larger than the policy allows",
  message: "the chroot has {size:number} bytes, and the policy allows {limit:number}",
  why: "The file that --policy names limits `maxSize`.",
  fixes: [
    ["manual", "Find what is large: `confined-units explain SERVICE`."],
    ["manual", "Raise the limit, for all services or for this one."],
  ],
  wrong: `serviceConfig.ExecStart = "\${pkgs.gitFull}/bin/git daemon";  # with { "maxSize": 100000000 }
confinement.enable = true;`,
  journal: "Nothing: the service starts.",
  right: `serviceConfig.ExecStart = "\${pkgs.gitMinimal}/bin/git daemon";
confinement.enable = true;`,
  limits: "Sizes are those of NARs; on disk a path may take more or less.",
  check: ({ inside, limits, graph }, found) => {
    const { maxSize: limit = Infinity } = limits;
    const size = inside.reduce((sum, path) => sum + (graph.narSize(path) ?? 0), 0);
    return size > limit ? [found({ size, limit }, { option: ["confinement"] })] : [];
  },
});
