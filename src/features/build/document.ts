import { lines, type Document } from "../../report/document.ts";
import type { HostsJson } from "../../report/json-types.ts";

/** A host in `build --json`: the store path of its drop-ins. */
export interface BuildData {
  path: string;
}

export type BuildJson = HostsJson<BuildData>;

/** A host's derivation, as a line for programs. */
export const builtDocument = (path: string): Document<BuildData> => ({
  data: { path },
  blocks: [lines([path])],
  namesHost: true,
});
