import { ManifestError } from "../base/errors.ts";

/** A place inside a JSON value, and the value there. */
export interface Place {
  value: unknown;
  /** RFC 6901. */
  pointer: string;
}

export type Read<T> = (place: Place) => T;

export const fail = (place: Place, expected: string): never => {
  throw new ManifestError(place.pointer, `expected ${expected}, got ${preview(place.value)}`);
};

export const string: Read<string> = (place) =>
  typeof place.value === "string" ? place.value : fail(place, "a string");

/** An absolute path: never an option of the program that it is handed to. */
export const absolutePath: Read<string> = (place) =>
  typeof place.value === "string" && place.value.startsWith("/")
    ? place.value
    : fail(place, "an absolute path");

export const boolean: Read<boolean> = (place) =>
  typeof place.value === "boolean" ? place.value : fail(place, "true or false");

export const natural: Read<number> = (place) =>
  typeof place.value === "number" && Number.isSafeInteger(place.value) && place.value >= 0
    ? place.value
    : fail(place, "a number from 0");

/** `what` completes "expected …". */
export const orNull =
  <T>(read: Read<T>, what: string): Read<T | null> =>
  (place) => {
    if (place.value === null) return null;
    try {
      return read(place);
    } catch (error) {
      if (error instanceof ManifestError && error.pointer === place.pointer)
        return fail(place, `${what} or null`);
      throw error;
    }
  };

export const oneOf =
  <T extends string | number | boolean>(...allowed: readonly T[]): Read<T> =>
  (place) =>
    allowed.includes(place.value as T)
      ? (place.value as T)
      : fail(place, allowed.map((value) => JSON.stringify(value)).join(" or "));

export const listOf =
  <T>(read: Read<T>): Read<T[]> =>
  (place) =>
    Array.isArray(place.value)
      ? place.value.map((value, i) => read({ value, pointer: `${place.pointer}/${i}` }))
      : fail(place, "a list");

/** An object's entries, whatever their names. */
export const recordOf =
  <T>(read: Read<T>): Read<Record<string, T>> =>
  (place) =>
    Object.fromEntries(
      Object.keys(object(place)).map((key) => [key, read(member(place, key))] as const),
    ) as Record<string, T>;

export function object(place: Place): Record<string, unknown> {
  const { value } = place;
  return typeof value === "object" && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : fail(place, "an object");
}

/** The member `key` of an object; a missing one is `undefined` and named by the caller that needs it. */
export function member(place: Place, key: string): Place {
  const parent = object(place);
  const value = Object.hasOwn(parent, key) ? parent[key] : undefined;
  return { value, pointer: `${place.pointer}/${key.replaceAll("~", "~0").replaceAll("/", "~1")}` };
}

/** Reads a member that may be absent. */
export function optional<T>(place: Place, key: string, read: Read<T>): T | undefined {
  const found = member(place, key);
  return found.value === undefined ? undefined : read(found);
}

/** Containers are not printed: they may be large, and a value that is not from JSON may be cyclic. */
function preview(value: unknown): string {
  if (value === undefined) return "nothing";
  if (Array.isArray(value)) return "a list";
  if (typeof value === "object" && value !== null) return "an object";
  const text = typeof value === "string" ? JSON.stringify(value) : String(value);
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}
