import { ConfinedUnitsError } from "../../../src/base/errors.ts";
import { escapeTerminal } from "../../../src/base/sanitize.ts";
import type { Json } from "../../../src/manifest/types.ts";
import { mutateBytes, mutateJson } from "./mutate.ts";
import { Random } from "./random.ts";
import { failureLines } from "../../../src/report/failure.ts";
import { renderLines } from "../../../src/report/spans.ts";

/** One reader of text or bytes that others wrote. */
export interface Target {
  name: string;
  /** Inputs that are as they should be, from which the others are made. */
  seeds: readonly (string | Uint8Array)[];
  /** Whether inputs are JSON: then their structure is changed as well as their bytes. */
  json?: true;
  /** Why it cannot be read here, such as a grammar that this build has not. */
  missing?: string | undefined;
  /** The most bytes of an input; where it takes long to read, fewer than usual. */
  size?: number;
  /** What this reader looks for, to be put into inputs. */
  words: readonly string[];
  /**
   * Gives what was read, or throws a ConfinedUnitsError. What else must hold of it is asserted here; `random` is for
   * what is asked of the reader besides the input.
   */
  read(input: Uint8Array, random: Random): unknown;
}

/** Longer inputs show nothing that shorter ones do not, and take their time. */
const SIZE = 8 * 1024;

/** The command that gives a run again. */
export const again = (name: string, seed: number, run: number): string =>
  `npm run fuzz -- ${name} --seed ${seed} --run ${run}`;

/** A run that went wrong; its message tells how to have it again. */
export class FuzzFailure extends Error {
  constructor(target: Target, seed: number, run: number, input: Uint8Array, cause: unknown) {
    const problem = cause instanceof Error ? (cause.stack ?? cause.message) : String(cause);
    super(
      `${again(target.name, seed, run)}\n${problem}\ninput: ${JSON.stringify(Buffer.from(input).toString("latin1"))}`,
      { cause },
    );
    this.name = "FuzzFailure";
  }
}

/** One run: the seeds as they are first, then changed ones. The same three numbers give the same input. */
export function fuzzOnce(target: Target, seed: number, run: number): void {
  const random = new Random(seed, run);
  const seeds = target.seeds.map((each) => (typeof each === "string" ? Buffer.from(each) : each));
  const input = seeds[run] ?? changed(target, seeds, random);
  try {
    const result = outcomeOf(target, input, random);
    requireBounded(result, input.length);
    if (result instanceof ConfinedUnitsError && run < seeds.length) throw result;
  } catch (error) {
    throw new FuzzFailure(target, seed, run, input, error);
  }
}

function changed(target: Target, seeds: readonly Uint8Array[], random: Random): Uint8Array {
  const input = random.pick(seeds);
  if (target.json !== true || random.oneIn(4))
    return mutateBytes(input, target.size ?? SIZE, { others: seeds, words: target.words }, random);
  let value = JSON.parse(Buffer.from(input).toString()) as Json;
  for (let left = 1 + random.below(3); left > 0; left--) value = mutateJson(value, target.words, random);
  return Buffer.from(JSON.stringify(value));
}

function outcomeOf(target: Target, input: Uint8Array, random: Random): unknown {
  try {
    return target.read(input, random);
  } catch (error) {
    if (!(error instanceof ConfinedUnitsError)) throw error;
    requireTellable(error);
    return error;
  }
}

/** As the command line prints it, a failure is one line, others that are set in, and perhaps a hint. */
function requireTellable(error: ConfinedUnitsError): void {
  const shown = renderLines(failureLines(error, { host: null, showsAll: false }), false);
  const [first, ...lines] = shown.trimEnd().split("\n");
  const hints = lines.filter((line) => line.startsWith("hint: "));
  const isSetIn = lines.every((line) => line.startsWith("  ") || hints.includes(line));
  if (!first!.startsWith("error: ") || !isSetIn || hints.length > 1)
    throw new Error(`reported as ${lines.join("\n")}`);
}

export function requirePrintable(text: string): void {
  if (/[^\P{Cc}\n\t]/u.test(escapeTerminal(text)))
    throw new Error(`a control character in ${JSON.stringify(text)}`);
}

/** What is kept of an input must not be much more than the input. */
function requireBounded(result: unknown, inputLength: number): void {
  const limit = 64 * 1024 + 64 * inputLength;
  let weight = 0;
  const seen = new Set<unknown>();
  const left = [result];
  while (left.length > 0) {
    const value = left.pop();
    weight += typeof value === "string" ? value.length + 1 : 1;
    if (weight > limit) throw new Error(`more than ${limit} characters out of ${inputLength}`);
    if (typeof value !== "object" || value === null || ArrayBuffer.isView(value) || seen.has(value)) continue;
    seen.add(value);
    if (value instanceof Map) left.push(...value.keys(), ...value.values());
    else if (value instanceof Set) left.push(...value);
    else if (!(value instanceof Error)) left.push(...Object.keys(value), ...Object.values(value));
  }
}
