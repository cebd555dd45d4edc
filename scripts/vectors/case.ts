/**
 * One recorded case: what the unmodified reference evaluated to and what Nix built from it, for one service
 * (tests/fixtures/reference/README.md describes each field). A member is absent or null where it did not evaluate.
 */
export interface Recorded extends Inputs {
  result: Result;
}

/** All of a case but its result: the only part that drop-ins are made from. */
export interface Inputs {
  vintage?: string;
  service: string;
  pathSafeName?: string | null;
  confinement?: Record<string, unknown> | null;
  serviceConfig?: Record<string, unknown> | null;
  contexts?: { rootPathsText?: unknown } | null;
  rootPaths?: { path: string; content: string } | null;
  closure?: { path: string; references: string[] }[] | null;
  closurePaths?: { path: string; isSymlink: boolean; resolved: string | null }[] | null;
  binShResolved?: string | null;
}

export type Status = "built" | "build-error" | "evaluation-error" | "not-confined";

export interface Result {
  status: Status;
  path?: string;
  content?: string;
  size?: number;
  sha256?: string;
}

/** Reads the text of a case. Throws where it is none. */
export function parseCase(text: string): Recorded {
  const value = JSON.parse(text) as Partial<Recorded> | null;
  if (typeof value?.service !== "string") throw new Error("this case has no service");
  if (typeof value.result?.status !== "string") throw new Error("this case has no result");
  return value as Recorded;
}
