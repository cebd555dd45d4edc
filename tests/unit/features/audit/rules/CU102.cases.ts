import rule from "../../../../../src/features/audit/rules/CU102-command-not-on-path.ts";
import type { Cases } from "../cases.ts";
import { command, curl, searchPath } from "../facts.ts";

const shell = { commands: [command("convert")] };
const environment = { PATH: `${curl}/bin` };

export default {
  rule,
  finds: {
    "a command that no directory of PATH has": { shell, environment },
    "no PATH at all": { shell },
    "a command that may not be run": {
      shell: { commands: [command("convert", { confidence: "medium" })] },
      environment,
    },
    "the script replaces PATH": {
      shell: { commands: [command("curl")], searchPaths: [searchPath(["/opt/bin"])] },
      environment,
    },
  },
  clean: {
    "a directory of PATH has it": { shell: { commands: [command("curl")] }, environment },
    "the script checks for it": { shell: { commands: [command("convert", { confidence: "low" })] } },
    "the script computes its PATH": { shell: { ...shell, searchPaths: [searchPath([null])] } },
  },
} satisfies Cases;
