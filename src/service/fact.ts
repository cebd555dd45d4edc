import type { Unknown as Gap } from "../base/unknown.ts";

export interface Known<T> {
  known: true;
  value: T;
}

/** What could not be found out: `what` names it as narrowly as possible, `why` is one short clause. */
export interface Unknown extends Gap {
  known: false;
}

/** What is known of a thing, or that it is not known and why. */
export type Fact<T> = Known<T> | Unknown;

export const known = <T>(value: T): Known<T> => ({ known: true, value });

export const unknown = (what: string, why: string): Unknown => ({ known: false, what, why });

/** The value, or another one where it is not known. */
export const valueOr = <T, U>(fact: Fact<T>, other: U): T | U => (fact.known ? fact.value : other);
