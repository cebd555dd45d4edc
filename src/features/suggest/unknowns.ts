import type { Unknown } from "../../base/unknown.ts";
import type { Edit } from "../../diagnostics/edit.ts";
import type { Unit } from "../../service/unit.ts";
import { DIRECTORIES, type DirectoryOption } from "../../systemd/directories.ts";
import { auditService } from "../audit/audit.ts";

/** What an audit cannot see of a service; `edits` are those that are suggested. */
export function unknownsOf(unit: Unit, edits: readonly Edit[]): Unknown[] {
  const notes = auditService(unit).filter(({ confidence }) => confidence === "low");
  return [
    ...unit.unknown,
    ...notes.map(({ message, code }) => ({ what: `whether ${code} matters`, why: message })),
    ...edits.flatMap(choice),
  ];
}

/** What was decided here and could be meant otherwise. */
function choice(edit: Edit): Unknown[] {
  if (edit.kind === "bind")
    return [
      {
        what: `whether ${edit.bind} is written to, or made later`,
        why: "the first belongs into BindPaths, the second needs - before it",
      },
    ];
  if (edit.kind === "directory")
    return [
      {
        what: `whether ${DIRECTORIES[edit.option as DirectoryOption].base}/${edit.name} is the service's own`,
        why: `${edit.option} makes it, and gives it to the service's user`,
      },
    ];
  if (edit.kind === "path")
    return [
      {
        what: "which packages of `path` are needed by what is no shell script",
        why: "all of them are included",
      },
    ];
  return [];
}
