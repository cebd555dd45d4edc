import { unifiedDiff } from "./unified-diff.ts";

/** A drop-in as a file of an output. */
export interface DropInFile {
  /** Relative to the output, such as `lib/systemd/system/web.service.d/confinement.conf`. */
  path: string;
  content: string;
}

/**
 * What kind a difference is of: a store path that one side does not bind, another directive or another source for the same path,
 * the same lines in another order, or a file that one side does not have.
 */
export type DifferenceKind = "missing path" | "extra path" | "directive" | "order" | "file";

/** One way in which a drop-in of ours is not the reference's. */
export interface Difference {
  kind: DifferenceKind;
  /** The path, the lines, or the file that it is about. */
  subject: string;
}

/** How one service's drop-in differs from nixpkgs'. */
export interface DropInDifference {
  service: string;
  differences: Difference[];
  /** From the reference's text to ours, as `diff -u` prints it. */
  diff: string;
}

/** Compares one service's files, byte for byte; null where they are the same. */
export function compareDropIns(
  service: string,
  reference: readonly DropInFile[],
  ours: readonly DropInFile[],
): DropInDifference | null {
  const paths = [...new Set([...reference, ...ours].map(({ path }) => path))].toSorted();
  let differences: Difference[] = [];
  let diff = "";
  for (const path of paths) {
    const from = reference.find((file) => file.path === path)?.content;
    const to = ours.find((file) => file.path === path)?.content;
    if (from === to) continue;
    if (from === undefined) differences.push({ kind: "file", subject: `${path}: nixpkgs has none` });
    else if (to === undefined) differences.push({ kind: "file", subject: `${path}: only nixpkgs has it` });
    else differences = differences.concat(compareContents(from, to));
    diff += unifiedDiff(
      from === undefined ? "/dev/null" : `reference/${path}`,
      from ?? "",
      `ours/${path}`,
      to ?? "",
    );
  }
  return differences.length === 0 ? null : { service, differences, diff };
}

function compareContents(from: string, to: string): Difference[] {
  const [reference, ours] = [parse(from), parse(to)];
  const differences: Difference[] = [];
  for (const [target, line] of reference.binds) {
    const other = ours.binds.get(target);
    if (other === undefined) differences.push({ kind: "missing path", subject: target });
    else if (other !== line) differences.push({ kind: "directive", subject: `${line} became ${other}` });
  }
  for (const target of ours.binds.keys()) {
    if (!reference.binds.has(target)) differences.push({ kind: "extra path", subject: target });
  }
  for (const line of missingFrom(ours.others, reference.others)) {
    differences.push({ kind: "directive", subject: `${line} is missing` });
  }
  for (const line of missingFrom(reference.others, ours.others)) {
    differences.push({ kind: "directive", subject: `${line} is extra` });
  }
  if (differences.length === 0 || !sameOrder(from.split("\n"), to.split("\n"))) {
    differences.push({ kind: "order", subject: "the same lines stand in another order" });
  }
  return differences;
}

const BIND = /^BindReadOnlyPaths=(?:(.*):)?([^:]*)$/;

/** Binds by the path at which they are seen in the chroot, and all other lines. */
function parse(text: string): { binds: Map<string, string>; others: string[] } {
  const binds = new Map<string, string>();
  const others: string[] = [];
  for (const line of text.split("\n")) {
    const target = BIND.exec(line)?.[2];
    if (target === undefined || binds.has(target)) others.push(line);
    else binds.set(target, line);
  }
  return { binds, others };
}

/** The lines of `wanted` that `present` does not have, each as often as it is missing. */
function missingFrom(present: readonly string[], wanted: readonly string[]): string[] {
  const left = new Map<string, number>();
  for (const line of present) left.set(line, (left.get(line) ?? 0) + 1);
  return wanted.filter((line) => {
    const count = left.get(line) ?? 0;
    left.set(line, count - 1);
    return count <= 0;
  });
}

/** Whether the lines that both have stand, by their first occurrence, in the same order. */
function sameOrder(from: readonly string[], to: readonly string[]): boolean {
  const [inFrom, inTo] = [new Set(from), new Set(to)];
  const common = [...inTo].filter((line) => inFrom.has(line));
  return [...inFrom].filter((line) => inTo.has(line)).every((line, i) => line === common[i]);
}
