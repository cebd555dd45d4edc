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
