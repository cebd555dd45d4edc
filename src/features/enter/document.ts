import type { MissingThing } from "./suggest.ts";
import type { Cause } from "../why-failed/cause.ts";
import { lines, type Document } from "../../report/document.ts";
import { fixLines } from "../../report/finding.ts";
import { styled, type Line } from "../../report/spans.ts";

/** What a program looked for and did not find, grouped, with what is likely to fix it; what it can do without in one line. */
export function missingDocument(missed: readonly MissingThing[]): Document {
  const optional = missed.filter(({ kind }) => kind === "optional").map(({ name }) => name);
  const others = missed.filter(({ kind }) => kind !== "optional");
  const kinds = [...new Set(others.map(({ kind }) => kind))];
  const groups = kinds.flatMap((kind): Line[] => [
    [],
    [styled("title", `${kind}:`)],
    ...others.filter((each) => each.kind === kind).flatMap(linesOf),
  ]);
  return {
    data: { missed },
    blocks: [
      others.length === 0
        ? lines(["nothing was missing"])
        : lines(["it looked for these and did not find them:"], ...groups),
      ...(optional.length === 0
        ? []
        : [lines([], [`programs can do without these: ${optional.join(", ")}`])]),
    ],
  };
}

function linesOf({ name, paths, times, suggestion }: MissingThing): Line[] {
  const where = paths.length > 1 ? `, in ${paths.length} directories` : "";
  const first: Line = [`  ${name}${times > 1 ? ` (${times} times${where})` : ""}`];
  if (suggestion === null) return [first];
  const { code, message, fixes } = suggestion;
  return [
    first,
    ...(message === null ? [] : [[`      ${code === null ? "" : `${code} `}${message}`]]),
    ...fixes.flatMap(fixLines).map((line): Line => ["      ", ...line]),
  ];
}

/** Whether a program was loaded: it was still running after these seconds (`status` null), or it has exited. */
export function checkDocument(seconds: number, status: number | null, causes: readonly Cause[]): Document {
  const isLoaded = causes.length === 0 && status !== 126 && status !== 127;
  const ending = status === null ? `was still running after ${seconds} s` : `exited with ${status}`;
  const verdict = isLoaded ? "it was loaded" : "it was not loaded";
  return {
    data: { isLoaded, status },
    blocks: [lines([`${verdict}: the program ${ending}`]), { kind: "findings", findings: causes }],
  };
}
