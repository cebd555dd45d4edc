import picomatch from "picomatch";
import { requireHosts } from "./hosts.ts";

/** Whether a host is asked for by a pattern and not by its name. */
export function isPattern(host: string): boolean {
  return /[*?[{]|^!/.test(host);
}

/**
 * The hosts that were asked for by names and globs (`*`, `?`, `[a-z]`, `{a,b}`, and `!` in front for all others), each once, in
 * the order asked for; the hosts of one glob ascending. A name that exists is never read as a glob. Throws UsageError for
 * what names no host.
 */
export function chooseHosts(asked: readonly string[], existing: readonly string[], where: string): string[] {
  const chosen = asked.flatMap((host) => {
    if (!isPattern(host) || existing.includes(host)) return [host];
    // A host's name is no path: a dot is nothing special in it.
    const matches = picomatch(host, { dot: true, bash: true });
    const found = existing.filter((name) => matches(name));
    return found.length === 0 ? [host] : found;
  });
  requireHosts(chosen, existing, where);
  return [...new Set(chosen)];
}
