import { readUnitFile, type UnitLine } from "./unit-file.ts";

/** What systemd says of one line of a file. */
export interface VerifyMessage {
  file: string;
  /** From 1; of a line that is continued, the last. */
  line: number;
  message: string;
}

/** The messages of `systemd-analyze verify` about lines of files in a directory; what it says of anything else is left out. */
export function readVerifyOutput(stderr: string, directory: string): VerifyMessage[] {
  return stderr.split("\n").flatMap((text) => {
    if (!text.startsWith(`${directory}/`)) return [];
    const [, file, line, message] = /^([^/:]+):(\d+): (.*)$/.exec(text.slice(directory.length + 1)) ?? [];
    return file === undefined ? [] : [{ file, line: Number(line), message: message! }];
  });
}

/** What systemd does with a line that it complains of. */
export type VerifyWarningKind = "unknown-setting" | "ignored" | "other";

export function warningKind(message: string): VerifyWarningKind {
  if (/^Unknown (?:key|lvalue)/.test(message)) return "unknown-setting";
  return /ignor/i.test(message) ? "ignored" : "other";
}

/** The assignment in a unit's text that a message about a line is about; null where there is none. */
export function assignmentAt(text: string, line: number): UnitLine | null {
  return readUnitFile(text).find(({ firstLine, lastLine }) => firstLine <= line && line <= lastLine) ?? null;
}
