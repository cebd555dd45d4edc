import type { ServiceFacts } from "../../service/facts.ts";
import { ruleDefiner } from "../../diagnostics/rule.ts";

/** The service that facts are about, as findings name it. */
export const subjectOf = ({ service, full }: Pick<ServiceFacts, "service" | "full">) => ({
  name: service.name,
  ownModule: full.ownModule,
});

/** Defines a rule over the facts about one service. */
export const defineRule = ruleDefiner<ServiceFacts>(subjectOf);

/** A setting of serviceConfig, for `Where`. */
export const setting = (name: string) => ({ option: ["serviceConfig", name] });

/** A part of an option's value, for `Where`. */
export const text = (value: string) => ({ kind: "text", text: value }) as const;
