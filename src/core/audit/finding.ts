import type { Confidence, Place } from "../facts/place.ts";
import type { Target } from "../facts/source.ts";
import type { ServiceFacts } from "./facts.ts";
import { WORDS, type Code, type Severity } from "./words.ts";

/** One thing that is wrong, or will be. */
export interface Finding {
  code: Code;
  severity: Severity;
  confidence: Confidence;
  service: string;
  /** Below `systemd.services.<name>`. */
  option: string[];
  /** What to look for in the option's value. */
  target: Target;
  /** Null until it has been looked for, and where the host does not say where the option is written. */
  place: Place | null;
  what: string;
  why: string;
  /** Nix that mends it, line by line, to stand in the service; empty where it is the reader's to decide. */
  fix: string[];
}

export interface Where {
  option: string[];
  target?: Target;
  fix?: string[];
  confidence?: Confidence;
}

/** Looks only at facts. */
export type Rule = (facts: ServiceFacts) => Finding[];

/** A finding in the words of its code. */
export function finding(
  { service }: ServiceFacts,
  code: Code,
  words: Record<string, string>,
  where: Where,
): Finding {
  const { severity, confidence, what, why } = WORDS[code];
  const filled = (text: string) =>
    text.replaceAll(/\{(\w+)\}/g, (_, name: string) => words[name] ?? `{${name}}`);
  return {
    code,
    severity,
    confidence: where.confidence ?? confidence,
    service: service.name,
    option: where.option,
    target: where.target ?? { kind: "option" },
    place: null,
    what: filled(what),
    why: filled(why),
    fix: where.fix ?? [],
  };
}

/** A setting of serviceConfig, in findings. */
export const setting = (name: string): Pick<Where, "option"> => ({ option: ["serviceConfig", name] });

/** A string as Nix writes it. */
export const nixString = (text: string): string => JSON.stringify(text).replaceAll("${", String.raw`\${`);
