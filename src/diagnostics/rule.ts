import type { Confidence } from "../manifest/place.ts";
import type { Target } from "../manifest/target.ts";
import type { Subject } from "./edit.ts";
import type { Finding, Severity } from "./finding.ts";
import { fixesOf, type Applicability, type Proposal } from "./fix.ts";
import { formatMessage, type ArgsOf, type ManyOf } from "./message.ts";

export type CodeName = `CU${number}`;

/** All that is written about a rule; its page is made from it. Markdown, with code between backticks. */
export interface RuleText<C extends string = string> {
  code: C;
  severity: Severity;
  confidence: Confidence;
  /** What the rule looks for, without the details of one finding. */
  title: string;
  /** One sentence without a full stop; `{name}` is filled with an argument. */
  message: string;
  /** The same for several findings that differ in one argument only, which it lists: `{command:codes}`, `{path:names}`. */
  many?: string;
  /** What it does at run time; takes the same arguments. */
  why: string;
  /** The ways out. Those that the rule itself proposes are among them. */
  fixes: readonly (readonly [Applicability, string])[];
  /** The service of the examples, as an attribute name of Nix; `web` unless the name matters. */
  example?: string;
  /** Options of a service that have the defect, as Nix. */
  wrong: string;
  /** What systemd or the program writes, or a sentence that says why there is nothing to see. */
  journal: string | { log: string };
  /** The same options without it. */
  right: string;
  /** What the rule does not see, and where it is wrong. */
  limits: string;
}

/** Where a finding is, and how to fix it. */
export interface Where {
  option: readonly string[];
  target?: Target;
  /** The rule's own unless the facts are less certain, or more. */
  confidence?: Confidence;
  fixes?: readonly Proposal[];
}

/** Whom a finding is about; null: the name is computed in the Nix file. */
export type Audited = Omit<Subject, "name"> & { name: string | null };

export interface Rule<F, C extends string = string, A extends object = object> extends RuleText<C> {
  /** A finding of this rule that another feature has found in its own way. */
  report(subject: Audited, args: A, where: Where): Finding<C, A & Finding["args"]>;
  /** All that the rule finds in one service. Pure: it sees nothing but the facts. */
  check(facts: F): Finding<C, A & Finding["args"]>[];
}

type Text<T> = T & string;

/** What the author of a rule writes; `found` makes a finding from the arguments of the message. */
export interface Definition<F, C, M, W, N extends string> extends Omit<
  RuleText,
  "code" | "message" | "many" | "why"
> {
  code: C;
  message: M;
  many?: ManyOf<N, ArgsOf<Text<M | W>>>;
  why: W;
  check(
    facts: F,
    found: (args: ArgsOf<Text<M | W>>, where: Where) => Found<C, M, W>,
  ): readonly Found<C, M, W>[];
}

type Found<C, M, W> = Finding<Text<C>, ArgsOf<Text<M | W>> & Finding["args"]>;

/** `defineRule` for rules over facts of one shape; `subjectOf` names the service that they are about. */
export function ruleDefiner<F>(subjectOf: (facts: F) => Subject) {
  return function defineRule<
    const C extends CodeName,
    const M extends string,
    const W extends string,
    const N extends string = never,
  >(definition: Definition<F, C, M, W, N>): Rule<F, C, ArgsOf<M | W>> {
    type A = ArgsOf<M | W> & Finding["args"];
    const { check, ...text } = definition;
    const report = (subject: Audited, args: ArgsOf<M | W>, where: Where): Finding<C, A> => {
      const { confidence = text.confidence, target = { kind: "option" }, fixes = [] } = where;
      const { name, ownModule } = subject;
      return {
        code: text.code,
        // A finding of low confidence must not fail a run.
        severity: confidence === "low" ? "note" : text.severity,
        confidence,
        service: name,
        args: args as A,
        option: where.option,
        target,
        place: null,
        message: formatMessage(text.message, args as A),
        why: formatMessage(text.why, args as A),
        fixes: name === null ? [] : fixesOf(fixes, { name, ownModule }),
      };
    };
    return {
      ...text,
      report,
      check: (facts) => [...check(facts, (args, where) => report(subjectOf(facts), args, where))],
    };
  };
}
