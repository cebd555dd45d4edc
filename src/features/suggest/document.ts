import { type Finding, findingJson, type FindingJson } from "../../diagnostics/finding.ts";
import { forPeople } from "../audit/document.ts";
import type { Suggestion } from "./suggest.ts";
import { lines, type Document } from "../../report/document.ts";
import { fixLines } from "../../report/finding.ts";
import { plainText, styled, type Line } from "../../report/spans.ts";
import { bytes } from "../../report/table.ts";
import type { HostsJson } from "../../report/json-types.ts";

/** A service of a host in `suggest --json`. */
export interface SuggestData extends Omit<Suggestion, "resolved" | "remaining"> {
  /** The findings that the block resolves. */
  resolved: readonly FindingJson[];
  /** Those that remain, which a person has to resolve. */
  remaining: readonly FindingJson[];
}

export type SuggestJson = HostsJson<SuggestData>;

/** A suggestion as Nix to be pasted: all else in it is comments. `at` names the host where there are several. */
export function suggestionDocument(suggestion: Suggestion, at: string | null): Document<SuggestData> {
  const { block, resolved, remaining, unknown, limitations, ...value } = suggestion;
  return {
    data: {
      ...value,
      block,
      unknown,
      limitations,
      resolved: resolved.map(findingJson),
      remaining: remaining.map(findingJson),
    },
    blocks: [
      lines(
        comment(`# ${at === null ? "" : `${at}: `}${verdict(suggestion)}`),
        ...block.map(nixLine),
        ...(remaining.length === 0
          ? []
          : [comment("#"), comment("# Left for you:"), ...forPeople(remaining).flatMap(remainingLines)]),
        ...(unknown.length + limitations.length === 0 ? [] : [comment("#"), comment("# Not checked:")]),
        ...unknown.map(({ what, why }) => comment(`# - ${what}: ${why}`)),
        ...limitations.map((sentence) => comment(`# - ${sentence}`)),
      ),
    ],
    namesHost: true,
  };
}

const comment = (text: string): Line => [styled("faint", text)];

/** The block has comments in lines of their own. */
const nixLine = (line: string): Line => (line.trimStart().startsWith("#") ? comment(line) : [line]);

/** Silence about what was not looked at is no result. */
const passes = ({ unknown }: Suggestion) =>
  unknown.length === 0 ? "the audit passes" : "the audit finds nothing where it looked";

function verdict(suggestion: Suggestion): string {
  const { service, confined, block, remaining, paths, bytes: size } = suggestion;
  const state = confined ? "is confined" : "is not confined";
  const chroot = `${paths} store paths, ${bytes(size)}`;
  if (block.length === 0 && remaining.length === 0)
    return `${service} ${state}, and ${passes(suggestion)} (${chroot})`;
  if (block.length === 0) return `${service} ${state}; no automatic fix (${chroot})`;
  return remaining.length === 0
    ? `${service} ${state}; with this, ${passes(suggestion)} (${chroot})`
    : `${service} ${state}; with this, ${remaining.length} findings of the audit remain (${chroot})`;
}

const remainingLines = ({ code, message, fixes }: Finding): Line[] => [
  comment(`# - ${code}: ${message}`),
  ...fixes.flatMap(fixLines).map((line) => comment(`#     ${plainText(line)}`)),
];
