import type { Unit } from "../../../service/unit.ts";
import { nameOf, shortName } from "../../../store-path/store-path.ts";
import { listOf, stringsOf } from "../../../systemd/lines.ts";
import { parseExecLine } from "../../../systemd/exec-line.ts";
import { manual, unsafe, safe, type Proposal } from "../../../diagnostics/fix.ts";
import type { Confidence } from "../../../manifest/place.ts";
import { notStarted, type NotStarted } from "../analysis/started.ts";
import { defineRule, setting, text } from "../rule.ts";

export default defineRule({
  code: "CU116",
  severity: "error",
  confidence: "high",
  title: "An Exec line starts a program that cannot be started",
  message: "{option} cannot start {program}: {problem}",
  why: "{effect}.",
  fixes: [
    ["unsafe", "For /bin/sh: set `confinement.binSh`, which puts a shell into the chroot."],
    ["safe", "For /usr/bin/env: bind the env of coreutils, and add the packages of `path`."],
    ["manual", "For a store path that is not in the chroot: add its package to `confinement.packages`."],
    ["manual", "For a program of the host, or a bare name: write the full path of the program of a package."],
    [
      "manual",
      "For a program that is broken outside of the chroot as well: write its name as the package has it.",
    ],
  ],
  wrong: `serviceConfig.ExecStart = "/run/current-system/sw/bin/hello";
confinement.enable = true;`,
  journal: {
    log: `(hello)[812]: web.service: Failed to execute /run/current-system/sw/bin/hello: No such file or directory
(hello)[812]: web.service: Failed at step EXEC spawning /run/current-system/sw/bin/hello: No such file or directory
systemd[1]: web.service: Main process exited, code=exited, status=203/EXEC`,
  },
  right: `serviceConfig.ExecStart = "\${pkgs.hello}/bin/hello";
confinement.enable = true;`,
  limits:
    "The confidence is low where the service starts although the command fails: behind `-`, and for the commands that stop or reload it. A program for another processor runs where `boot.binfmt` emulates it. A path that the service may make itself, such as one below /run or /var, is not reported.",
  check: (facts, found) => [
    ...emptyStart(facts).map((problem) =>
      found({ option: "ExecStart", program: "a program", problem, effect: REFUSED }, setting("ExecStart")),
    ),
    ...notStarted(facts)
      .filter(({ kind, command }) => kind !== "stray" || command.option !== "ExecCondition")
      .map((each) => {
        const { option, program } = each.command;
        return found(
          {
            option,
            program: shortName(program, facts.storeDir),
            problem: each.problem,
            effect: effectOf(each),
          },
          {
            ...setting(option),
            target: text(program),
            confidence: confidenceOf(each.command),
            fixes: fixesFor(each),
          },
        );
      }),
  ],
});

const REFUSED = "systemd refuses the unit as one with a bad setting";

/** Why ExecStart starts nothing although somebody set it; only a oneshot that stays active, and stops something, needs none. */
function emptyStart({ config, commands, unitText }: Unit): string[] {
  const lines = stringsOf(config["ExecStart"]);
  const parsed = listOf(config["ExecStart"]).map(parseExecLine);
  const stays = ["true", "yes", "1", "on"].includes(String(config["RemainAfterExit"]));
  const isAllowed =
    unitText?.includes("SuccessAction=") === true ||
    (config["Type"] === "oneshot" && stays && commands.some(({ option }) => option === "ExecStop"));
  if (lines.length === 0 || isAllowed || parsed.some((each) => each.commands.length > 0)) return [];
  const problem = parsed.find((each) => each.problem !== null)?.problem;
  return [problem === undefined || problem === null ? "the setting is empty" : `the line ${problem}`];
}

/** The service starts although these fail. */
const NOT_AT_START = new Set(["ExecReload", "ExecReloadPost", "ExecStop", "ExecStopPost"]);

function confidenceOf({ option, prefix }: NotStarted["command"]): Confidence {
  return prefix.includes("-") || NOT_AT_START.has(option) ? "low" : "high";
}

function effectOf({ kind, command: { option, prefix } }: NotStarted): string {
  const where = kind === "broken" ? ", in the chroot and outside of it" : "";
  if (option === "ExecCondition")
    return `The condition fails with 203/EXEC${where}, and the service is skipped`;
  const fails = `The command fails with 203/EXEC${where}`;
  return prefix.includes("-") ? `${fails}, and systemd goes on` : fails;
}

function fixesFor({ kind, lacks, command: { program } }: NotStarted): Proposal[] {
  if (kind === "broken") return [];
  if (program === "/bin/sh") return [unsafe({ kind: "shell" })];
  if (program === "/usr/bin/env") return [safe({ kind: "env" })];
  if (lacks !== null)
    return [manual(`add ${nameOf(lacks)} to the chroot`, "confinement.packages = [ pkgs.… ];")];
  const name = program.slice(program.lastIndexOf("/") + 1);
  return [manual(`start ${name} by the full path of its package`)];
}
