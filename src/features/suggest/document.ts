import { escapeLine } from "../../base/sanitize.ts";
import type { Finding } from "../../diagnostics/finding.ts";
import { fixLines } from "../audit/document.ts";
import { escapeLine } from "../../base/sanitize.ts";
import type { Suggestion } from "../../core/suggest/suggest.ts";
import { bytes } from "../../report/table.ts";

/** A suggestion as Nix to be pasted: all else in it is comments. */
export function suggestionText(suggestion: Suggestion, host: string | null): string {
  const { block, left, unknown } = suggestion;
  const lines = [
    `# ${host === null ? "" : `${host}: `}${verdict(suggestion)}`,
    ...block,
    ...(left.length === 0 ? [] : ["#", "# Left for you:", ...left.flatMap(leftLines)]),
    ...(unknown.length === 0 ? [] : ["#", "# It cannot be told from here:"]),
    ...unknown.map((sentence) => `# - ${sentence}`),
  ];
  return lines.map((line) => `${escapeLine(line)}\n`).join("");
}

function verdict({ service, confined, block, left, paths, bytes: size }: Suggestion): string {
  const state = confined ? "is confined" : "is not confined";
  const chroot = `${paths} store paths, ${bytes(size)}`;
  if (block.length === 0 && left.length === 0) return `${service} ${state}, and the audit passes (${chroot})`;
  if (block.length === 0) return `${service} ${state}; nothing that could be written here helps (${chroot})`;
  return left.length === 0
    ? `${service} ${state}; with this the audit passes (${chroot})`
    : `${service} ${state}; with this the audit finds ${left.length} of its findings still (${chroot})`;
}

const leftLines = ({ code, message, fixes }: Finding) => [
  `# - ${code}: ${message}`,
  ...fixes.flatMap(fixLines).map((line) => `#     ${line}`),
];
