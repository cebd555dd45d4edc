import { parseAssignment } from "./environment.ts";

/**
 * The assignments in a file of `EnvironmentFile=`, in their order (systemd.exec(5)): comments begin with `#` or `;`, values may be
 * quoted and continued by a backslash; what is no assignment is ignored.
 */
export function readEnvironmentFile(text: string): [name: string, value: string][] {
  const found: [string, string][] = [];
  for (let at = 0; at < text.length;) {
    const end = lineEnd(text, at);
    const line = text.slice(at, end).trimStart();
    const isComment = line.startsWith("#") || line.startsWith(";");
    const sign = text.indexOf("=", at);
    if (isComment || sign === -1 || sign >= end) {
      at = end + 1;
      continue;
    }
    const name = text.slice(at, sign).trim();
    const { value, next } = valueAt(text, sign + 1);
    const assignment = parseAssignment(`${name}=${value}`);
    if (assignment !== null) found.push(assignment);
    at = next;
  }
  return found;
}

/** A value and the index behind its line: blanks around what is not quoted say nothing. */
function valueAt(text: string, from: number): { value: string; next: number } {
  let at = from;
  while (text[at] === " " || text[at] === "\t") at++;
  let value = "";
  // Up to where blanks at the end belong to the value.
  let kept = 0;
  let quote = "";
  for (; at < text.length; at++) {
    const character = text[at]!;
    if (quote === "'") {
      if (character === "'") quote = "";
      else value += character;
      kept = value.length;
    } else if (character === "\\") {
      const escaped = text[++at] ?? "";
      if (escaped === "\n") continue;
      value += quote === "" || '"\\`$'.includes(escaped) ? escaped : `\\${escaped}`;
      kept = value.length;
    } else if (quote === '"') {
      if (character === '"') quote = "";
      else value += character;
      kept = value.length;
    } else if (character === "\n" || character === "\r") break;
    else if (character === '"' || character === "'") quote = character;
    else {
      value += character;
      if (character !== " " && character !== "\t") kept = value.length;
    }
  }
  return { value: value.slice(0, kept), next: at + 1 };
}

function lineEnd(text: string, from: number): number {
  const end = text.indexOf("\n", from);
  return end === -1 ? text.length : end;
}
