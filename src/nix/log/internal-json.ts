import { stripAnsi } from "../errors/parse.ts";

/** One line of what Nix prints under `--log-format internal-json`. */
export type NixEvent =
  | { kind: "start"; id: string; activity: Activity; text: string; fields: readonly unknown[] }
  | { kind: "stop"; id: string }
  | { kind: "result"; id: string; result: Result; fields: readonly unknown[] }
  /** `level` 0 is an error or a trace, 1 a warning, 3 what is printed without `-v`. */
  | { kind: "message"; level: number; text: string }
  /** A line that is not an event, or an event of an unknown form. */
  | { kind: "other"; text: string };

/** The activities that are shown; numbers as in Nix' logging.hh. */
const ACTIVITIES = {
  100: "copy-path",
  101: "download",
  103: "copy-paths",
  104: "builds",
  105: "build",
  108: "substitute",
} as const;

const RESULTS = { 101: "log-line", 104: "phase", 105: "progress", 106: "expected", 107: "log-line" } as const;

type Activity = (typeof ACTIVITIES)[keyof typeof ACTIVITIES] | "unknown";
type Result = (typeof RESULTS)[keyof typeof RESULTS] | "unknown";

const MARK = "@nix ";

/** Reads a line. Never throws: what it does not know is `other`, or an event of an `unknown` type. */
export function readLogLine(line: string): NixEvent {
  const other: NixEvent = { kind: "other", text: line };
  if (!line.startsWith(MARK)) return other;
  let event: unknown;
  try {
    event = JSON.parse(line.slice(MARK.length));
  } catch {
    return other;
  }
  if (typeof event !== "object" || event === null) return other;
  const { action, type, text, msg, level, fields } = event as Record<string, unknown>;
  if (action === "msg" && typeof msg === "string")
    return { kind: "message", level: typeof level === "number" ? level : 0, text: msg };
  // Read off the text: larger ids than JavaScript's numbers hold are possible.
  const id = /"id":\s*(\d+)/.exec(line)?.[1];
  if (id === undefined) return other;
  const values = Array.isArray(fields) ? (fields as unknown[]) : [];
  if (action === "stop") return { kind: "stop", id };
  if (action === "start") {
    const activity = named(ACTIVITIES, type) ?? "unknown";
    return { kind: "start", id, activity, text: typeof text === "string" ? text : "", fields: values };
  }
  if (action === "result")
    return { kind: "result", id, result: named(RESULTS, type) ?? "unknown", fields: values };
  return other;
}

/** Only numbers are types: tables have names such as `constructor` of their own. */
const named = <T>(table: Readonly<Record<number, T>>, type: unknown): T | undefined =>
  typeof type === "number" ? table[type] : undefined;

/** What Nix would have printed without internal-json: its messages and the lines that are not events, without colours. */
export function plainLog(stderr: string): string {
  return stderr
    .split("\n")
    .flatMap((line) => {
      const event = readLogLine(line);
      return event.kind === "message" || event.kind === "other" ? [stripAnsi(event.text)] : [];
    })
    .join("\n");
}
