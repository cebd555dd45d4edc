import type { StorePath } from "./store-path.ts";

type OutputsOf = (drvPath: string) => readonly string[];

/** What is known of one store path. */
interface Entry {
  /** A path may refer to itself. */
  readonly references: readonly string[];
  /** Bytes of its archive. */
  readonly narSize?: number;
}

/** Store paths and what each refers to. */
export class ClosureGraph {
  readonly #entries: ReadonlyMap<string, Entry>;
  readonly #outputsOf: OutputsOf | null;

  constructor(entries: ReadonlyMap<string, Entry>, outputsOf: OutputsOf | null = null) {
    this.#entries = entries;
    this.#outputsOf = outputsOf;
  }

  /** The same graph, with what its derivations build. */
  withOutputs(outputsOf: OutputsOf): ClosureGraph {
    return new ClosureGraph(this.#entries, outputsOf);
  }

  /** The paths that a derivation in the graph builds, in the graph or not; "" for one that is only known when it is built. */
  outputsOf(drvPath: string): readonly string[] {
    return this.#outputsOf?.(drvPath) ?? [];
  }

  has(path: string): boolean {
    return this.#entries.has(path);
  }

  paths(): IterableIterator<StorePath> {
    return this.#entries.keys() as IterableIterator<StorePath>;
  }

  /** Each path with what it refers to. */
  *[Symbol.iterator](): IterableIterator<[path: StorePath, references: readonly StorePath[]]> {
    for (const path of this.paths()) yield [path, this.references(path)!];
  }

  /** What a path refers to; null where the graph does not hold it. */
  references(path: string): readonly StorePath[] | null {
    return (this.#entries.get(path)?.references ?? null) as readonly StorePath[] | null;
  }

  /** Bytes of a path's archive; null where that is not known. */
  narSize(path: string): number | null {
    return this.#entries.get(path)?.narSize ?? null;
  }
}

/** A graph without sizes, from paths and what they refer to. */
export function graphOf(
  references: Iterable<readonly [path: string, references: readonly string[]]>,
): ClosureGraph {
  return new ClosureGraph(new Map(Array.from(references, ([path, found]) => [path, { references: found }])));
}
