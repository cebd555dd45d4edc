import type { ConfinedUnitsError } from "../base/errors.ts";
import { safeJson, escapeLine } from "../base/sanitize.ts";
import { NixError } from "../nix/errors.ts";
import type { SourceArguments } from "./options.ts";
import type { Session } from "./session.ts";

/** What is printed on stdout, host by host: text, JSON in the end, or a line of JSON for each host at once. */
export interface HostOutput {
  /** A host that went well, for programs and for people. */
  host(value: { host: string; [more: string]: unknown }, text: () => string): void;
  /** A host that did not. */
  failure(host: string, error: ConfinedUnitsError, isAlone: boolean): void;
  /** What is of no host, after all of them. */
  extra(value: Record<string, unknown>, text: () => string): void;
  end(): void;
}

/** `more` stands in the JSON besides the hosts. */
export function hostOutput(
  args: Pick<SourceArguments, "json" | "json-lines">,
  { io, note }: Pick<Session, "io" | "note">,
  more: Record<string, unknown> = {},
): HostOutput {
  const line = (value: object) => io.out(`${safeJson({ schema: 1, ...value })}\n`);
  const hosts: object[] = [];
  const failures: object[] = [];
  const extras: Record<string, unknown> = {};
  if (args["json-lines"] === true) {
    return {
      host: line,
      failure: (host, error) => line(failed(host, error)),
      extra: line,
      end: () => {},
    };
  }
  if (args.json === true) {
    return {
      host: (value) => void hosts.push(value),
      failure: (host, error) => void failures.push(failed(host, error)),
      extra: (value) => void Object.assign(extras, value),
      end: () => io.out(`${safeJson({ schema: 1, ...more, hosts, failures, ...extras }, 2)}\n`),
    };
  }
  const isOneScreen = io.terminal.out && io.terminal.err;
  let count = 0;
  const missing: string[] = [];
  const print = apart(io.out);
  return {
    host: (_value, text) => {
      count++;
      print(text());
    },
    // Alone, there is no table that it would be missing in; on one screen, what stderr says need not be said twice.
    failure: (host, error, isAlone) => {
      missing.push(escapeLine(host));
      const lines = [`failed: ${error.message}`, ...itemsOf(error).map((item) => `  - ${item}`)];
      if (!isAlone && !isOneScreen) print([escapeLine(host), ...lines.map(escapeLine), ""].join("\n"));
    },
    extra: (_value, text) => {
      const told = text();
      if (told !== "") print(told);
    },
    end: () => {
      const total = count + missing.length;
      if (missing.length > 0 && total > 1)
        note(`${missing.length} of ${total} hosts failed: ${missing.join(", ")}`);
    },
  };
}

/** Leaves a blank line between two texts where one of them has several lines. */
function apart(print: (text: string) => void): (text: string) => void {
  let wasBlock: boolean | null = null;
  return (text) => {
    const isBlock = text.trimEnd().includes("\n");
    const isNext = wasBlock !== null && (wasBlock || isBlock);
    print(isNext ? `\n${text}` : text);
    wasBlock = isBlock;
  };
}

const itemsOf = (error: ConfinedUnitsError) => (error instanceof NixError ? error.items : []);

const failed = (host: string, error: ConfinedUnitsError) => ({
  host,
  error: error.message,
  ...(itemsOf(error).length === 0 ? {} : { details: itemsOf(error) }),
  ...(error.hint === undefined ? {} : { hint: error.hint }),
});
