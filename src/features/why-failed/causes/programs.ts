import { nameOf } from "../../../store-path/store-path.ts";
import { storePathsIn } from "../../../store-path/text.ts";
import { programAt, programsIn } from "../../../programs/program.ts";
import { seen, type Case, type Cause } from "../cause.ts";
import { manual } from "../../../diagnostics/fix.ts";
import { missingPath } from "./paths.ts";

/** 203: the program itself, what it is run by, or its permissions. execve has one error for the first two. */
export function programCauses(subject: Case): Cause[] {
  const { facts, ending, foreseen, status } = subject;
  const { option, program } = ending;
  if (option === null || program === null) return [];
  if (!facts.view.mayShow(program) && subject.root !== "") return [missingPath(facts, option, program)];
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
      seen(
        subject,
        option,
        `${program} is not executable`,
        "execve refuses a file without its x bit.",
        manual("let a shell run it", `serviceConfig.${option} = "\${pkgs.runtimeShell} \${…}";`),
      ),
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

/** The package is there and has no such file: its programs are the ones that could have been meant. */
function unnamed(subject: Case, option: string, program: string, storePath: string): Cause {
  const names = programsIn(storePath, subject.facts.files).map((path) => path.slice(storePath.length + 1));
  const has = names.length === 0 ? "it has no programs" : `it has ${names.slice(0, 8).join(", ")}`;
  const fixes = names
    .slice(0, 1)
    .map((name) =>
      manual("name a program of the package", `serviceConfig.${option} = "\${pkgs.…}/${name}";`),
    );
  const what = `${program} does not exist: ${nameOf(storePath)} is in the chroot, and ${has}`;
  return seen(subject, option, what, 'The start fails with "No such file or directory".', ...fixes);
}
