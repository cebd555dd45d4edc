import type { CommandModule } from "yargs";
import { safeJson, escapeLine } from "../../base/sanitize.ts";
import { examine } from "../../nix/doctor.ts";
import { EXIT } from "../../cli/exit.ts";
import { sharedOptions, type SharedArguments } from "../../cli/options.ts";
import type { Runner } from "../../cli/runner.ts";

interface DoctorArguments extends SharedArguments {
  json: boolean | undefined;
}

export function doctorCommand(run: Runner): CommandModule<object, DoctorArguments> {
  return {
    command: "doctor",
    builder: (yargs) =>
      sharedOptions(yargs)
        .option("json", { type: "boolean", describe: "print JSON on stdout" })
        .example("$0 doctor", "which Nix this is, and what it can do here"),
    handler: run(async (args, session) => {
      const findings = await examine(session.nix);
      if (findings.some(({ level }) => level === "problem")) session.exit(EXIT.findings);
      if (args.json === true) {
        session.io.out(`${safeJson({ schema: 1, findings }, 2)}\n`);
        return;
      }
      const width = Math.max(...findings.map(({ what }) => what.length));
      for (const { what, level, says, hint } of findings) {
        session.io.out(`${level.padEnd("problem".length)}  ${what.padEnd(width)}  ${escapeLine(says)}\n`);
        if (hint !== undefined)
          session.io.out(`${" ".repeat("problem".length + width + 4)}${escapeLine(hint)}\n`);
      }
    }),
  };
}
