import { programsIn } from "../../../programs/program.ts";
import { defineRule } from "../rule.ts";

const SETUID_OR_SETGID = 0o6000;

export default defineRule({
  code: "CU407",
  severity: "warning",
  confidence: "high",
  title: "The closure contains a setuid or setgid program",
  message: "{path} is setuid or setgid",
  why: "It runs with the rights of its owner or group, whoever starts it.",
  fixes: [["manual", "Remove the program from the closure, or clear its mode bits."]],
  wrong: `# a store that Nix did not write, where bin/tool has the mode 4555
serviceConfig.ExecStart = "\${tool}/bin/tool";
confinement.enable = true;`,
  journal: "Nothing: the service starts.",
  right: `serviceConfig.ExecStart = "\${pkgs.hello}/bin/hello";
confinement.enable = true;`,
  limits: "Nix clears these bits in its store, so such a file comes from another store or was changed.",
  check: ({ inside, files }, found) =>
    inside
      // What a symlink points to is in a store path of its own.
      .flatMap((path) => programsIn(path, files))
      .filter((program) => {
        const status = files.stat(program);
        return status?.kind === "file" && (status.mode & SETUID_OR_SETGID) !== 0;
      })
      .map((path) => found({ path }, { option: ["confinement"] })),
});
