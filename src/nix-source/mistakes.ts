import type { Confidence, Place } from "../manifest/place.ts";
import type { SourceMistake } from "../manifest/target.ts";
import type { Mention } from "./syntax/mentions.ts";

/** A mention with its place in a file. */
export type PlacedMention = Omit<Mention, "from" | "to"> & { place: Place };

/**
 * What is wrong with these mentions of all files together. A service that is known to be confined (`confined`) has been switched on,
 * wherever that is written.
 */
export function mistakesIn(
  mentions: readonly PlacedMention[],
  confined: ReadonlySet<string> = new Set(),
): SourceMistake[] {
  const services = mentions.filter(({ context }) => context !== "service-config");
  const enabling = services.filter(({ enable }) => enable === "true" || enable === "unknown");
  const anywhere = enabling.some(({ service }) => service === null);
  return mentions.flatMap((mention): SourceMistake[] => {
    const { service, context, options, place } = mention;
    const known = { service, options, place };
    if (context === "service-config") {
      return [{ ...known, kind: "inside-service-config", confidence: service === null ? "medium" : "high" }];
    }
    const isOn =
      service === null || confined.has(service) || enabling.some((other) => other.service === service);
    if (options.length === 0 || isOn) return [];
    const isOff = services.some((other) => other.service === service && other.enable === "false");
    // A set whose names are computed may mean this service too.
    const confidence: Confidence = anywhere ? "low" : context === "service" ? "high" : "medium";
    return [{ ...known, kind: isOff ? "disabled" : "never-enabled", confidence }];
  });
}
