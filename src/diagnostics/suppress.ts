import { UsageError } from "../base/errors.ts";
import type { Finding } from "./finding.ts";
import { isFailed } from "../drop-in/generate.ts";
import type { Manifest } from "../manifest/types.ts";

/** A finding that somebody has reviewed and accepts. */
export interface Ignore {
  code: string;
  /** Null: in every service. */
  service: string | null;
  reason: string;
}

/** `CODE=REASON` or `CODE:SERVICE=REASON`. Throws UsageError. */
export function parseIgnore(text: string, isCode: (code: string) => boolean): Ignore {
  const [, code = "", service, rest = ""] = /^(CU\d+)(?::([^=]+))?=([\s\S]*)$/.exec(text) ?? [];
  const reason = rest.trim();
  if (isCode(code) && reason !== "") return { code, service: service ?? null, reason };
  const isShaped = code !== "" && reason !== "";
  const problem = isShaped ? `there is no code ${code}` : "expected CODE=REASON or CODE:SERVICE=REASON";
  throw new UsageError(`--ignore ${JSON.stringify(text)}: ${problem}`, {
    hint: "--ignore 'CU404:web=the wrapper is a script'",
  });
}

/** What a host's own configuration accepts. */
export function ignoresOf({ services }: Manifest): Ignore[] {
  return services.flatMap((entry) =>
    isFailed(entry)
      ? []
      : Object.entries(entry.full?.ignore ?? {}).map(([code, reason]) => ({
          code,
          service: entry.name,
          reason,
        })),
  );
}

/** Separates the findings that count from those that are ignored, with the reason. */
export function suppress<F extends Finding>(findings: readonly F[], ignores: readonly Ignore[]) {
  const kept: F[] = [];
  const ignored: (F & { reason: string })[] = [];
  for (const each of findings) {
    const match = ignores.find(
      ({ code, service }) => code === each.code && (service === null || service === each.service),
    );
    if (match === undefined) kept.push(each);
    else ignored.push({ ...each, reason: match.reason });
  }
  return { kept, ignored };
}
