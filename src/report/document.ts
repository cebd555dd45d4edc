import type { ReportedFinding } from "./finding.ts";
import type { Line } from "./spans.ts";
import type { Column } from "./table.ts";

/** A piece of what a command has found out. */
export type Block =
  | { kind: "title"; text: string }
  | { kind: "lines"; lines: readonly Line[] }
  | { kind: "table"; columns: readonly Column[]; rows: readonly (readonly string[])[] }
  | { kind: "findings"; findings: readonly ReportedFinding[] };

/** What a command hands to a reporter: the same result for programs and for people. */
export interface Document<D extends object = object> {
  /** The result in JSON. Each feature exports the type of its own, which is also what the library gives. */
  data: D;
  blocks: readonly Block[];
  /** Whether its lines name their host themselves, so that it needs no title where there are several. */
  namesHost?: boolean;
}

export const lines = (...list: readonly Line[]): Block => ({ kind: "lines", lines: list });
