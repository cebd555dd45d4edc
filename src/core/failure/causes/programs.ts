import { nameOf } from "../../../store-path/store-path.ts";
import { storePathsIn } from "../../../store-path/text.ts";
import { finding, setting } from "../../audit/finding.ts";
import { nixString } from "../../nix-text.ts";
import { programAt, programsIn } from "../../files/program.ts";
import { seen, type Case, type Cause } from "../cause.ts";

/** 203: the program itself, what it is run by, or its permissions. execve has one error for the first two. */
export function programCauses(subject: Case): Cause[] {
  const { facts, ending, foreseen, status } = subject;
  const { option, program } = ending;
  if (option === null || program === null) return [];
  if (!facts.view.shows(program) && subject.root !== "") return [absent(subject, option, program)];
  const known = foreseen.filter(
    (each) => status!.codes.includes(each.code) && each.option.join() === `serviceConfig,${option}`,
  );
  if (known.length > 0) return known;
  const [storePath] = storePathsIn(program, facts.storeDir);
  // Other paths are those of another machine, perhaps; a store path is the same on all.
  if (storePath === undefined || facts.files.stat(storePath) === null) return [];
  const found = programAt(program, facts.files);
  if (found === null) return [unnamed(subject, option, program, storePath)];
  if (!found.executable)
    return [
      seen(subject, option, `${program} is not executable`, "execve refuses a file without its x bit.", [
        `serviceConfig.${option} = "\${pkgs.runtimeShell} \${…}";  # a shell reads it`,
      ]),
    ];
  if (found.kind === "other")
    return [
      seen(
        subject,
        option,
        `${program} is neither a program of this kind of machine nor a script with #!`,
        "execve does not know its format.",
      ),
    ];
  return [];
}

function absent({ facts }: Case, option: string, program: string): Cause {
  const [storePath] = storePathsIn(program, facts.storeDir);
  const fix =
    storePath === undefined
      ? [`serviceConfig.BindReadOnlyPaths = [ ${nixString(program)} ];`]
      : [`confinement.packages = [ pkgs.… ];  # that of ${nameOf(storePath)}`];
  const target = { kind: "text", text: program } as const;
  return storePath === undefined
    ? finding(facts, "CU108", { option, path: program }, { ...setting(option), target, fix })
    : finding(facts, "CU104", { option, path: program }, { ...setting(option), target, fix });
}

/** The package is there and has no such file: its programs are the ones that could have been meant. */
function unnamed(subject: Case, option: string, program: string, storePath: string): Cause {
  const names = programsIn(storePath, subject.facts.files).map((path) => path.slice(storePath.length + 1));
  const has = names.length === 0 ? "it has no programs" : `it has ${names.slice(0, 8).join(", ")}`;
  const fix = names.length === 0 ? [] : [`serviceConfig.${option} = "\${pkgs.…}/${names[0]}";`];
  const what = `${program} does not exist: ${nameOf(storePath)} is in the chroot, and ${has}`;
  return seen(subject, option, what, "execve says that the program does not exist.", fix);
}
