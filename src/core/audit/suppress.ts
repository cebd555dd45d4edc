import { UsageError } from "../errors.ts";
import { isFailed } from "../generate.ts";
import type { Manifest } from "../manifest/types.ts";
import type { Finding } from "./finding.ts";
import { WORDS } from "./words.ts";

/** A finding that somebody has judged. */
export interface Ignore {
  code: string;
  /** Null: in every service. */
  service: string | null;
  reason: string;
}

/** `CODE=REASON` or `CODE:SERVICE=REASON`. Throws UsageError. */
export function parseIgnore(text: string): Ignore {
  const [, code = "", service, rest = ""] = /^(CU\d+)(?::([^=]+))?=([\s\S]*)$/.exec(text) ?? [];
  const reason = rest.trim();
  if (!Object.hasOwn(WORDS, code) || reason === "") {
    throw new UsageError(
      `--ignore ${JSON.stringify(text)}: ${code === "" || reason === "" ? "expected CODE=REASON or CODE:SERVICE=REASON" : `there is no code ${code}`}`,
      {
        hint: "--ignore 'CU404:web=the wrapper is a script'",
      },
    );
  }
  return { code, service: service ?? null, reason };
}

/** What a host's own configuration has judged. */
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

/** Parts findings into those that stand and those that are ignored, with the reason. */
export function suppress(findings: readonly Finding[], ignores: readonly Ignore[]) {
  const kept: Finding[] = [];
  const ignored: (Finding & { reason: string })[] = [];
  for (const each of findings) {
    const match = ignores.find(
      ({ code, service }) => code === each.code && (service === null || service === each.service),
    );
    if (match === undefined) kept.push(each);
    else ignored.push({ ...each, reason: match.reason });
  }
  return { kept, ignored };
}
