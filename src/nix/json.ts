import { NixError } from "./errors/errors.ts";

/** Reads JSON that Nix has printed; `command` is the one that printed it. Throws NixError. */
export function parseNixJson(command: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new NixError(
      `nix ${command} printed something else than JSON: ${JSON.stringify(text.slice(0, 80))}`,
    );
  }
}

/** The same for a set, by name. */
export function parseNixSet(command: string, text: string): Record<string, unknown> {
  return setOf(parseNixJson(command, text), command);
}

/** Throws NixError for a value that is no set. */
export function setOf(value: unknown, command: string): Record<string, unknown> {
  if (typeof value === "object" && value !== null && !Array.isArray(value))
    return value as Record<string, unknown>;
  throw unexpected(command, "a set", value);
}

/** Throws NixError for a value that is no list of texts. */
export function namesOf(value: unknown, command: string): string[] {
  if (Array.isArray(value) && value.every((item) => typeof item === "string")) return value;
  throw unexpected(command, "a list of names", value);
}

function unexpected(command: string, expected: string, value: unknown): NixError {
  const got = (JSON.stringify(value) ?? "nothing").slice(0, 80);
  return new NixError(
    `nix ${command} printed something else than was asked for: expected ${expected}, got ${got}`,
  );
}
