import type { Limits, Policy } from "../service/limits.ts";
import { UsageError, ManifestError } from "../base/errors.ts";
import {
  listOf,
  member,
  natural,
  object,
  optional,
  string,
  type Place,
  type Read,
} from "../manifest/shape.ts";

/** Reads a policy file. Throws a usage error that names the place. */
export function decodePolicy(value: unknown): Policy {
  try {
    return policyOf(value);
  } catch (error) {
    if (error instanceof ManifestError) throw new UsageError(error.message, { cause: error });
    throw error;
  }
}

function policyOf(value: unknown): Policy {
  const place = { value, pointer: "policy" };
  const services = optional(place, "services", (each) =>
    Object.fromEntries(
      Object.keys(object(each)).map((name) => [name, limits(member(each, name), LIMITS)] as const),
    ),
  );
  return { ...limits(place, [...LIMITS, "services"]), services: services ?? {} };
}

const LIMITS = ["maxPaths", "maxSize", "forbid"];

function limits(place: Place, known: readonly string[]): Limits {
  const unknown = Object.keys(object(place)).find((key) => !known.includes(key));
  if (unknown !== undefined)
    throw new UsageError(`${place.pointer}: there is no limit ${JSON.stringify(unknown)}`, {
      hint: `a policy has ${known.join(", ")}`,
    });
  const read = <T>(key: string, as: Read<T>) => {
    const found = optional(place, key, as);
    return found === undefined ? {} : { [key]: found };
  };
  return { ...read("maxPaths", natural), ...read("maxSize", natural), ...read("forbid", listOf(string)) };
}
