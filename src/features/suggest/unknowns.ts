import { ownerOf } from "../../store-path/store-path.ts";
import { baseName } from "../../base/paths.ts";
import type { ServiceFacts } from "../../service/facts.ts";
import { stringsOf } from "../../systemd/lines.ts";
import { programAt } from "../../programs/program.ts";
import type { Edit } from "../../diagnostics/edit.ts";
import { auditService } from "../audit/audit.ts";
import { DIRECTORIES, type DirectoryOption } from "../../systemd/directories.ts";

/** What an audit cannot see of a service, sentence by sentence; `edits` are those that are suggested. */
export function unknownsOf(facts: ServiceFacts, edits: readonly Edit[]): string[] {
  const notes = auditService(facts).filter(({ confidence }) => confidence === "low");
  return [
    ...programs(facts),
    ...facts.unknown.map(({ what, why }) => `what \`${baseName(what)}\` does: ${why}`),
    ...scripts(facts),
    ...notes.map(({ message, code }) => `whether this matters: ${message} (${code})`),
    ...environmentFiles(facts),
    ...edits.flatMap(choice),
  ];
}

function programs({ commands, files }: ServiceFacts): string[] {
  const sentences = [...new Set(commands.map(({ program }) => program))].map((program) => {
    const found = programAt(program, files);
    const name = `\`${baseName(program)}\``;
    if (found === null) return `what ${name} is: it does not exist here`;
    if (found.kind === "elf")
      return `what ${name} does at run time: the files that it opens, the libraries that it loads later, the programs that it starts`;
    const interpreter = found.shebang?.program ?? found.shebang?.interpreter ?? null;
    const isShell = interpreter !== null && /^(?:ba|da|a)?sh$/.test(baseName(interpreter));
    return isShell ? null : `what ${name} does: only shell scripts are read`;
  });
  return sentences.filter((sentence) => sentence !== null);
}

function scripts({ scripts: all }: ServiceFacts): string[] {
  return all.flatMap(({ path, shell }) => {
    const computed = shell.commands.filter(({ kind }) => kind === "unknown").length;
    const name = `\`${baseName(path)}\``;
    return [
      ...(computed === 0 ? [] : [`${computed} commands whose names ${name} computes`]),
      ...shell.problems.map(({ line, problem }) => `line ${line} of ${name}: ${problem}`),
    ];
  });
}

function environmentFiles({ config, storeDir }: ServiceFacts): string[] {
  return stringsOf(config["EnvironmentFile"])
    .map((text) => text.replace(/^-/, ""))
    .filter((file) => ownerOf(file, storeDir) === null)
    .map((file) => `what variables ${file} sets: it is read when the service starts`);
}

/** What was decided here and could be meant otherwise. */
function choice(edit: Edit): string[] {
  if (edit.kind === "bind")
    return [
      `if the service writes to ${edit.bind}, use BindPaths; if it may not exist yet, prefix it with "-"`,
    ];
  if (edit.kind === "directory")
    return [
      `whether ${DIRECTORIES[edit.option as DirectoryOption].base}/${edit.name} is the service's own: ${edit.option} makes it, and gives it to the service's user`,
    ];
  if (edit.kind === "path")
    return ["other programs than shell scripts may need any package of `path`, so all of them are included"];
  return [];
}
