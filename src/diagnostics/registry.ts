import { distinct, type Finding } from "./finding.ts";
import type { RuleText } from "./rule.ts";

/** A rule of which only the facts are known. */
interface AnyRule<F> extends RuleText {
  check(facts: F): Finding[];
}

type CheckedBy<R> = R extends { check(facts: never): readonly (infer Each)[] } ? Each : never;

export interface Registry<F, R extends AnyRule<F>> {
  /** Ascending by code. */
  rules: readonly R[];
  has(code: string): boolean;
  /** Undefined: there is no such code. */
  get(code: string): R | undefined;
  /** What all rules find in one service, each finding once, ascending by code. */
  check(facts: F): (CheckedBy<R> & Finding)[];
}

/** Throws where two rules have one code. */
export function makeRegistry<F, const R extends AnyRule<F>>(given: readonly R[]): Registry<F, R> {
  const rules = given.toSorted((a, b) => (a.code < b.code ? -1 : 1));
  const byCode = new Map(rules.map((rule) => [rule.code, rule]));
  if (byCode.size < rules.length) throw new Error("two rules have the same code");
  return {
    rules,
    has: (code) => byCode.has(code),
    get: (code) => byCode.get(code),
    check: (facts) => distinct(rules.flatMap((rule) => rule.check(facts) as (CheckedBy<R> & Finding)[])),
  };
}
