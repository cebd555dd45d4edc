import { lines, type Document } from "../../report/document.ts";

/** A host whose drop-ins were written; paths are relative to its directory. */
export interface WrittenHost {
  host: string;
  files: { service: string; path: string }[];
}

export const writtenDocument = (files: WrittenHost["files"]): Document => ({ data: { files }, blocks: [] });

/** Where all of it was written, or would have been. */
export const generatedDocument = (out: string, isWritten: boolean): Document => ({
  data: { out },
  blocks: isWritten ? [lines([out])] : [],
});
