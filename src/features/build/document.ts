import { lines, type Document } from "../../report/document.ts";

/** A host's derivation, as a line for programs. */
export const builtDocument = (path: string): Document => ({
  data: { path },
  blocks: [lines([path])],
  namesHost: true,
});
