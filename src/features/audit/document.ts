import type { Finding } from "../../diagnostics/finding.ts";
import { lines, type Document } from "../../report/document.ts";
import { findingData } from "../../report/finding.ts";

/** Findings that count, and those that do not, each with the reason. */
export interface Judged {
  kept: readonly Finding[];
  ignored: readonly (Finding & { reason: string })[];
}

const dataOf = ({ kept, ignored }: Judged) => ({
  findings: kept.map(findingData),
  ignored: ignored.map(findingData),
});

/** The findings of a host. */
export function auditDocument(judged: Judged): Document {
  const { kept, ignored } = judged;
  const total = kept.length === 0 ? "no findings" : `${kept.length} finding${kept.length === 1 ? "" : "s"}`;
  return {
    data: dataOf(judged),
    blocks: [{ kind: "findings", findings: [...kept, ...ignored] }, lines([total])],
  };
}

/** What is written in files, whichever host it belongs to; without lines where nothing is wrong. */
export function filesDocument(directory: string, judged: Judged): Document {
  const { blocks } = auditDocument(judged);
  const isEmpty = judged.kept.length + judged.ignored.length === 0;
  return {
    data: { files: dataOf(judged) },
    blocks: isEmpty ? [] : [{ kind: "title", text: `files of ${directory}` }, ...blocks],
  };
}
