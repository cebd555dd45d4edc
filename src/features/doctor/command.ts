import { examine } from "./adapters/probe.ts";
import { EXIT } from "../../cli/exit.ts";
import { defineCommand } from "../../cli/command.ts";
import { REPORTER } from "../../cli/options.ts";
import { openReporter } from "../../cli/reporting.ts";
import { doctorDocument } from "./document.ts";

export const command = defineCommand({
  name: "doctor",
  summary: "Check this machine: Nix, sandbox, systemd, bubblewrap",
  options: REPORTER,
  positional: {},
  examples: [["doctor", "which Nix this is, and what it can do here"]],
  async run(args, session) {
    const reporter = openReporter(session, args, { perHost: false });
    const findings = await examine(session.nix);
    if (findings.some(({ level }) => level === "problem")) session.exit(EXIT.findings);
    reporter.result(doctorDocument(findings));
    reporter.end();
  },
});
