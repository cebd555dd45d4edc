import { UsageError } from "../base/errors.ts";
import { fitsGlob } from "../base/glob.ts";
import { didYouMean } from "../base/did-you-mean.ts";
import { shellQuote } from "../process/display.ts";
import { restArguments } from "./argument.ts";
import { loadHosts, type HostFailure, type LoadedHost, type Walked } from "./hosts.ts";
import type { SourceArguments } from "./options.ts";
import type { Session } from "./session.ts";

/** The services that a command is to look at; none: all. */
export const SERVICES = restArguments("only these services: names, or globs such as web*", {
  shown: "service",
});

export const isGlob = (word: string): boolean => /[*?]/.test(word);

/**
 * A service as it is named on a command line, as NixOS names it: `web.service` is web. Several, where an instance may be one of a
 * template's: `get@file` is get@file, or else get@.
 */
export function serviceNames(word: string): string[] {
  const name = word.replace(/(?<=.)\.service$/, "");
  return /.@./.test(name) && !isGlob(name) ? [name, name.replace(/@.*$/s, "@")] : [name];
}

/** The services that a word of the command line means: those of its name, else those that it fits as a glob (`*`, `?`). */
export function servicesMeant(word: string, names: readonly string[]): string[] {
  const exact = [word, ...serviceNames(word)].find((name) => names.includes(name));
  if (exact !== undefined) return [exact];
  const [glob = ""] = serviceNames(word);
  return isGlob(glob) ? names.filter((name) => fitsGlob(glob, name)) : [];
}

/** The services that a command line names, and which of them there are. */
export class Selection {
  readonly words: readonly string[];
  readonly #unmet: Set<string>;
  readonly #names = new Set<string>();

  /** No words: all services. */
  constructor(words: readonly string[]) {
    this.words = words;
    this.#unmet = new Set(words);
  }

  /** The host with those of its services that are asked for; none where it has none of them. */
  choose(host: LoadedHost): LoadedHost[] {
    const { services } = host.manifest;
    const names = services.map(({ name }) => name);
    for (const name of names) this.#names.add(name);
    if (this.words.length === 0) return [host];
    const meant = new Set<string>();
    for (const word of this.words) {
      const found = servicesMeant(word, names);
      if (found.length > 0) this.#unmet.delete(word);
      for (const name of found) meant.add(name);
    }
    if (meant.size === 0) return [];
    return [
      { ...host, manifest: { ...host.manifest, services: services.filter(({ name }) => meant.has(name)) } },
    ];
  }

  /** The words that no host has a service for. */
  get unmet(): readonly string[] {
    return [...this.#unmet];
  }

  /** All services that were seen. */
  get names(): readonly string[] {
    return [...this.#names];
  }
}

/** More evaluations than these are not worth a better hint. */
const MOST_HOSTS_ASKED = 4;

/** Reports the services that no host confines. Where a host failed, they may be its own: that is a note. */
export async function reportUnmet(
  session: Session,
  args: SourceArguments,
  selection: Selection,
  { names, failed }: Walked,
): Promise<void> {
  for (const word of selection.unmet) {
    if (failed.length === 0)
      session.fail(await notConfined(session, args, word, selection.names, names), null);
    else if (failed.length < names.length)
      session.note(
        `no other host confines a service called ${JSON.stringify(word)}: ${listed(othersOf(names, failed))}`,
      );
  }
}

const othersOf = (names: readonly string[], failed: readonly HostFailure[]) =>
  names.filter((name) => failed.every(({ host }) => host !== name));

/** The user named a service that no host confines: it is misspelt, not confined, or a host. */
export async function notConfined(
  session: Session,
  args: SourceArguments,
  word: string,
  confined: readonly string[],
  hosts: readonly string[],
): Promise<UsageError> {
  const [name = word] = serviceNames(word);
  if (hosts.includes(word) || (didYouMean(word, hosts) !== null && didYouMean(name, confined) === null))
    return unknown(word, `did you mean --host ${shellQuote(didYouMean(word, hosts) ?? word)}?`);
  if (!isGlob(word) && hosts.length <= MOST_HOSTS_ASKED && (await isThere(session, args, word)))
    return new UsageError(`service ${JSON.stringify(name)} is not confined`, {
      hint: `confined-units suggest ${shellQuote(name)} prints what confines it`,
    });
  const near = didYouMean(name, confined);
  const meant = near === null ? "" : `did you mean ${near}? `;
  return unknown(
    word,
    confined.length === 0 ? "no host confines any" : `${meant}there are ${listed(confined)}`,
  );
}

const unknown = (word: string, hint: string) =>
  new UsageError(`no confined service ${isGlob(word) ? "matches" : "is called"} ${JSON.stringify(word)}`, {
    hint,
  });

/** Whether a host has the service, confined or not. A saved manifest cannot say so. */
async function isThere(session: Session, args: SourceArguments, word: string): Promise<boolean> {
  if (args.manifest !== undefined) return false;
  const names = serviceNames(word);
  const { hosts } = await loadHosts(session, args, { depth: "lean", only: names, include: names });
  return hosts.some(({ manifest }) => manifest.services.length > 0);
}

/** How many names a hint has. */
const MOST_NAMES = 20;

function listed(names: readonly string[]): string {
  const more = names.length - MOST_NAMES;
  return `${names.slice(0, MOST_NAMES).join(", ")}${more > 0 ? ` and ${more} more` : ""}`;
}
