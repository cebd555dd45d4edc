import type { Unknown } from "../../base/unknown.ts";
import { type Finding, findingJson, type FindingJson } from "../../diagnostics/finding.ts";
import { groupFindings } from "../../diagnostics/group.ts";
import { lines, type Document } from "../../report/document.ts";
import type { HostsJson } from "../../report/json-types.ts";
import { withShortPlace } from "./nixpkgs-places.ts";
import { RULES } from "./rules/index.ts";

/** Findings that count, and those that do not, each with the reason. */
export interface Judged {
  kept: readonly Finding[];
  ignored: readonly (Finding & { reason: string })[];
}

/** A service that was audited, and what was not looked at in it. */
export interface AuditedService {
  name: string;
  unknown: readonly Unknown[];
}

/** Findings in JSON, and those that somebody accepts, with the reason. */
export interface FindingsData {
  findings: readonly FindingJson[];
  ignored: readonly (FindingJson & { reason: string })[];
}

/** A host in `audit --json`. */
export interface AuditData extends FindingsData {
  services: readonly AuditedService[];
}

interface Files {
  /** What is written in Nix files and has no effect; only where all hosts of a directory are looked at. */
  files?: FindingsData & { unknown: readonly Unknown[] };
}

export type AuditJson = HostsJson<AuditData, Files>;

const findingsData = ({ kept, ignored }: Judged): FindingsData => ({
  findings: kept.map(findingJson),
  ignored: ignored.map((each) => ({ ...findingJson(each), reason: each.reason })),
});

export const auditData = (judged: Judged, services: readonly AuditedService[]): AuditData => ({
  ...findingsData(judged),
  services: services.map(({ name, unknown }) => ({ name, unknown })),
});

/**
 * The findings of a host, and what was not looked at in its services. `nixpkgs`: where the host's lies in the store, whose places are
 * shown without that; null: it is not known.
 */
export function auditDocument(
  judged: Judged,
  services: readonly AuditedService[],
  nixpkgs: string | null,
): Document<AuditData> {
  const unknown = services.flatMap((service) =>
    service.unknown.map((each) => `unknown ${service.name}: ${sentenceOf(each)}`),
  );
  return {
    data: auditData(judged, services),
    blocks: services.length === 0 ? [lines(["no confined services"])] : blocksOf(judged, unknown, nixpkgs),
  };
}

/** What is written in files, whichever host it belongs to; without lines where nothing is wrong and all was looked at. */
export function filesDocument(
  directory: string,
  judged: Judged,
  unknown: readonly Unknown[],
): Document<Required<Files>> {
  const isEmpty = judged.kept.length + judged.ignored.length + unknown.length === 0;
  const sentences = unknown.map((each) => `unknown ${sentenceOf(each)}`);
  return {
    data: { files: { ...findingsData(judged), unknown } },
    blocks: isEmpty ? [] : [{ kind: "title", text: `files of ${directory}` }, ...blocksOf(judged, sentences)],
  };
}

function blocksOf(
  { kept, ignored }: Judged,
  unknown: readonly string[],
  nixpkgs: string | null = null,
): Document["blocks"] {
  const shown = forPeople(kept).map((each) => withShortPlace(each, nixpkgs));
  return [
    { kind: "findings", findings: [...shown, ...forPeople(ignored)] },
    lines(...unknown.map((sentence) => [sentence]), [totals(kept.length, shown.length, unknown.length)]),
  ];
}

const sentenceOf = ({ what, why }: Unknown) => `${what} was not looked at: ${why}`;

/** Findings of one service with one cause and one kind of fix as one. */
export const forPeople = <F extends Finding & { reason?: string }>(findings: readonly F[]): F[] =>
  groupFindings(findings, (code) => RULES.get(code)?.many);

/**
 * How many findings there are, as programs get them, and how many groups of them are shown. Silence about what was not looked at is no
 * result: "no findings" is only said where all of it was.
 */
function totals(findings: number, shown: number, unknown: number): string {
  const grouped = shown === findings ? "" : ` in ${shown} group${shown === 1 ? "" : "s"}`;
  const found = `${findings} finding${findings === 1 ? "" : "s"}${grouped}`;
  if (unknown === 0) return findings === 0 ? "no findings" : found;
  return `${findings === 0 ? "" : `${found}, `}${unknown} not looked at`;
}
