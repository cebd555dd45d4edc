import type { Confidence, Place } from "../facts/place.ts";
import type { Target } from "../facts/source.ts";
import type { ServiceFacts } from "./facts.ts";
import { linesOf, type Remedy } from "./remedy.ts";
import { WORDS, type Code, type Severity } from "./words.ts";

/** One thing that is wrong, or will be. */
export interface Finding {
  code: Code;
  severity: Severity;
  confidence: Confidence;
  /** Null where a file does not tell it: its name is computed. */
  service: string | null;
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
  /** What the lines were written from. */
  remedies: readonly Remedy[];
}

export interface Where {
  option: string[];
  target?: Target;
  /** Lines that whoever wrote the service has to complete, before those of the remedies. */
  fix?: readonly string[];
  remedies?: readonly Remedy[];
  confidence?: Confidence;
}

/** Looks only at facts. */
export type Rule = (facts: ServiceFacts) => Finding[];

/** A finding in a service, in the words of its code. */
export function finding(
  { service, full }: Pick<ServiceFacts, "service" | "full">,
  code: Code,
  words: Record<string, string>,
  where: Where,
): Finding {
  const subject = { name: service.name, ownModule: full.ownModule };
  const fixOf = (remedies: readonly Remedy[]) => remedies.flatMap((remedy) => linesOf(remedy, subject));
  return {
    ...told(service.name, code, words, where),
    fix: [...new Set([...(where.fix ?? []), ...fixOf(where.remedies ?? [])])],
  };
}

/** A finding without lines that mend it. One that is a guess does not end a run by default: it is a note. */
export function told(
  service: string | null,
  code: Code,
  words: Record<string, string>,
  where: Where,
): Finding {
  const { severity, what, why, ...word } = WORDS[code];
  const { confidence = word.confidence, remedies = [] } = where;
  const filled = (text: string) =>
    text.replaceAll(/\{(\w+)\}/g, (_, name: string) => words[name] ?? `{${name}}`);
  return {
    code,
    severity: confidence === "low" ? "note" : severity,
    confidence,
    service,
    option: where.option,
    target: where.target ?? { kind: "option" },
    place: null,
    what: filled(what),
    why: filled(why),
    fix: [],
    remedies,
  };
}

/** A setting of serviceConfig, in findings. */
export const setting = (name: string): Pick<Where, "option"> => ({ option: ["serviceConfig", name] });

/** A finding as programs get it: the fix says what the remedies are. */
export function withoutRemedies<F extends { remedies?: unknown }>({
  remedies: _,
  ...rest
}: F): Omit<F, "remedies"> {
  return rest;
}
