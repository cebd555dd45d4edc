import type { Edit } from "../../diagnostics/edit.ts";
import type { Unit } from "../../service/unit.ts";
import { DIRECTORIES, type DirectoryOption } from "../../systemd/directories.ts";
import { auditService } from "../audit/audit.ts";

/** What a person has to look at besides what is unknown of the service; `edits` are those that are suggested. */
export function limitationsOf(unit: Unit, edits: readonly Edit[]): string[] {
  const notes = auditService(unit).filter(({ confidence }) => confidence === "low");
  return [
    ...notes.map(({ message, code }) => `whether this matters: ${message} (${code})`),
    ...edits.flatMap(choice),
  ];
}

/** What was decided here and could be meant otherwise. */
function choice(edit: Edit): string[] {
  if (edit.kind === "bind" && edit.writable === true)
    return [
      `whether the service may write to all of ${edit.bind}; if it may not exist yet, prefix it with "-"`,
    ];
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
