import { CONFLICTS } from "./words/conflicts.ts";
import { EXPOSURE } from "./words/exposure.ts";
import { MISSING } from "./words/missing.ts";
import { MISTAKES } from "./words/mistakes.ts";

export type { Severity } from "./words/say.ts";

/** Every word that findings are told in. */
export const WORDS = { ...MISSING, ...CONFLICTS, ...MISTAKES, ...EXPOSURE } as const;

export type Code = keyof typeof WORDS;
