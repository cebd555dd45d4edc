import rule from "../../../../../src/features/audit/rules/CU209-restrictive-umask.ts";
import type { Cases } from "../cases.ts";

const mask = (UMask: string, dialect: "2022" | "2024" = "2022") => ({ config: { UMask }, dialect });

export default {
  rule,
  finds: {
    "0077": mask("0077"),
    "77": mask("77"),
    "the owner is masked too": mask("0277"),
    "2019": { config: { UMask: "0077" }, dialect: "2019" },
  },
  clean: {
    "newer nixpkgs": mask("0077", "2024"),
    "others may pass": mask("0022"),
    "more digits": mask("0771"),
    "no octal number": mask("977"),
    "not set": { dialect: "2022" },
  },
} satisfies Cases;
