import type { SourceMistake } from "../../../../src/manifest/target.ts";

/** A mistake in a Nix file, as the scan of the sources gives it. */
export const mistake = (more: Partial<SourceMistake>): SourceMistake => ({
  kind: "never-enabled",
  service: "web",
  options: ["packages"],
  place: { file: "web.nix", line: 3, column: 5, endLine: 3, endColumn: 16 },
  confidence: "high",
  ...more,
});
