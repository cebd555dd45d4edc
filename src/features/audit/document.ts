import { findingJson, type Finding, type FindingJson } from "../../diagnostics/finding.ts";
import { lines, type Document } from "../../report/document.ts";
import type { HostsJson } from "../../report/json-types.ts";

/** Findings that count, and those that do not, each with the reason. */
export interface Judged {
  kept: readonly Finding[];
  ignored: readonly (Finding & { reason: string })[];
}

/** A host in `audit --json`. */
export interface AuditData {
  findings: readonly FindingJson[];
  /** Those that somebody accepts, with the reason. */
  ignored: readonly (FindingJson & { reason: string })[];
}

/** `files`: what is written in Nix files and has no effect; only where all hosts of a directory are looked at. */
export type AuditJson = HostsJson<AuditData, { files?: AuditData }>;

export const auditData = ({ kept, ignored }: Judged): AuditData => ({
  findings: kept.map(findingJson),
  ignored: ignored.map((each) => ({ ...findingJson(each), reason: each.reason })),
});

/** The findings of a host. */
export function auditDocument(judged: Judged): Document<AuditData> {
  const { kept, ignored } = judged;
  const total = kept.length === 0 ? "no findings" : `${kept.length} finding${kept.length === 1 ? "" : "s"}`;
  return {
    data: auditData(judged),
    blocks: [{ kind: "findings", findings: [...kept, ...ignored] }, lines([total])],
  };
}

/** What is written in files, whichever host it belongs to; without lines where nothing is wrong. */
export function filesDocument(directory: string, judged: Judged): Document<{ files: AuditData }> {
  const { blocks } = auditDocument(judged);
  const isEmpty = judged.kept.length + judged.ignored.length === 0;
  return {
    data: { files: auditData(judged) },
    blocks: isEmpty ? [] : [{ kind: "title", text: `files of ${directory}` }, ...blocks],
  };
}
