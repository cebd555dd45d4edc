import { lines, type Document } from "../../report/document.ts";
import type { HostsJson } from "../../report/json-types.ts";

/** A drop-in that was written; its path is relative to the host's directory. */
export interface WrittenFile {
  service: string;
  path: string;
}

/** A host in `generate --json`. */
export interface GenerateData {
  files: readonly WrittenFile[];
}

/** `out` is the directory as it was named. */
export type GenerateJson = HostsJson<GenerateData, { out: string }>;

export const writtenDocument = (files: readonly WrittenFile[]): Document<GenerateData> => ({
  data: { files },
  blocks: [],
});

/** Where all of it was written, or would have been. */
export const generatedDocument = (out: string, isWritten: boolean): Document<{ out: string }> => ({
  data: { out },
  blocks: isWritten ? [lines([out])] : [],
});

/** How many drop-ins there are now; `isWhole`: no service failed. */
export function generatedSummary(dropIns: number, hosts: number, isWhole: boolean): string {
  if (dropIns === 0)
    return `no drop-in was made: ${isWhole ? "no service is confined" : "all services failed"}`;
  const of = hosts === 1 ? "" : ` of ${hosts} hosts`;
  return `${dropIns} ${dropIns === 1 ? "drop-in" : "drop-ins"}${of}${isWhole ? "" : ", not all"}`;
}
