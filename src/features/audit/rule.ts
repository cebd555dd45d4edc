import type { Unit } from "../../service/unit.ts";
import { ruleDefiner } from "../../diagnostics/rule.ts";

/** The service that facts are about, as findings name it. */
export const subjectOf = ({ name, ownModule }: Pick<Unit, "name" | "ownModule">) => ({ name, ownModule });

/** Defines a rule over the facts about one service. */
export const defineRule = ruleDefiner<Unit>(subjectOf);

/** A setting of serviceConfig, for `Where`. */
export const setting = (name: string) => ({ option: ["serviceConfig", name] });

/** A part of an option's value, for `Where`. */
export const text = (value: string) => ({ kind: "text", text: value }) as const;
