import { ManifestError } from "../base/errors.ts";

const REWRITE = "write it again with: confined-units manifest";

/** Parses JSON that should hold manifests. Throws ManifestError, which distinguishes a truncated text from a wrong one. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    if (text.trim() === "") throw new ManifestError("", "the text is empty", { cause, hint: REWRITE });
    const problem = isCutOff(text)
      ? `the JSON is cut off after ${text.length} characters`
      : `this is not JSON: ${String(Object(cause).message).replace(/\p{Cc}+/gu, " ")}`;
    throw new ManifestError("", problem, { cause, hint: REWRITE });
  }
}

/**
 * Whether a text that is not JSON could have been, had it not ended too early: within a string, or with a bracket open. Known
 * from the text, since the messages of JSON.parse differ between engines.
 */
function isCutOff(text: string): boolean {
  const json = text.trimStart();
  if (json[0] !== "{" && json[0] !== "[") return false;
  let depth = 0;
  let inString = false;
  for (let i = 0; i < json.length; i++) {
    const character = json[i];
    if (character === '"') inString = !inString;
    else if (inString) i += character === "\\" ? 1 : 0;
    else if (character === "{" || character === "[") depth++;
    else if (character === "}" || character === "]") depth--;
    // What follows the end of the value is no part of it.
    if (depth === 0) return false;
  }
  return true;
}
