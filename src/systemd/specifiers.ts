import { parseUnitName, unescapeUnitName } from "./unit-name.ts";

/** Directories of the system's manager (systemd.unit(5), "Specifiers"). */
const DIRECTORIES: Record<string, string> = {
  t: "/run",
  S: "/var/lib",
  C: "/var/cache",
  L: "/var/log",
  E: "/etc",
  T: "/tmp",
  V: "/var/tmp",
  h: "/root",
};

/** The user of the system's manager, whatever `User=` says. */
const MANAGER: Record<string, string> = { u: "root", U: "0", g: "root", G: "0" };

/**
 * A text of a service's unit with the specifiers that can be known without the machine; the others stay as they are, and so does `%i`
 * of a template, which has a value in its instances only. `service` is the unit's name without `.service`.
 */
export function withSpecifiers(text: string, service: string): string {
  const { prefix, instance } = parseUnitName(service);
  const last = prefix.slice(prefix.lastIndexOf("-") + 1);
  const ofUnit = { "%": "%", p: prefix, P: unescapeUnitName(prefix), j: last, J: unescapeUnitName(last) };
  const ofInstance = {
    i: instance ?? "",
    I: unescapeUnitName(instance ?? ""),
    n: `${service}.service`,
    N: service,
    f: `/${unescapeUnitName(instance ?? prefix)}`.replace(/^\/+/, "/"),
  };
  const isTemplate = instance === "";
  const values: Record<string, string> = {
    ...DIRECTORIES,
    ...MANAGER,
    ...ofUnit,
    ...(isTemplate ? {} : ofInstance),
  };
  return text.replace(/%(.)/gsu, (whole, letter: string) =>
    Object.hasOwn(values, letter) ? values[letter]! : whole,
  );
}

/** All letters that some systemd up to 262 knows; %c, %r and %R are of old ones. */
const KNOWN = new Set("ABCDEGHIJLMNPRSTUVWYabcdfghijlmnopqrstuvwy");

/** The first specifier in a text that no systemd knows, for which it ignores the path or refuses the command; null: none. */
export function unknownSpecifier(text: string): string | null {
  for (const [whole, letter] of text.matchAll(/%(.)/gsu))
    if (/[A-Za-z0-9]/.test(letter!) && !KNOWN.has(letter!)) return whole;
  return null;
}
