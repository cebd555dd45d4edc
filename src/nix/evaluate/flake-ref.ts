import { UsageError } from "../../base/errors.ts";

/** Where hosts come from. */
export type Source =
  | { kind: "flake"; ref: string }
  | { kind: "file"; path: string }
  | { kind: "expr"; text: string };

/**
 * Splits `REF#HOST` as Nix does, at the first `#` (`?dir=…` stays with the reference). An empty reference is `.`. The host may
 * be given as `nixos-rebuild` takes it (`web.example`), quoted, or with `nixosConfigurations.` in front.
 */
export function parseFlakeReference(reference: string): { ref: string; host: string | null } {
  const hash = reference.indexOf("#");
  const ref = (hash < 0 ? reference : reference.slice(0, hash)) || ".";
  const fragment = hash < 0 ? "" : decode(reference.slice(hash + 1), reference);
  const name = fragment.replace(/^\.?nixosConfigurations\./, "");
  const quoted = /^"((?:[^"\\]|\\.)*)"$/.exec(name);
  const host = quoted === null ? name : quoted[1]!.replace(/\\(.)/g, "$1");
  return { ref, host: host === "" ? null : host };
}

function decode(fragment: string, reference: string): string {
  try {
    return decodeURIComponent(fragment);
  } catch (cause) {
    throw new UsageError(`${JSON.stringify(reference)}: what follows the # is not percent-encoded right`, {
      cause,
    });
  }
}
