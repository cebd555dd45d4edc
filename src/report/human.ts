import { escapeLine } from "../base/sanitize.ts";
import type { Block } from "./document.ts";
import { findingLines } from "./finding.ts";
import { itemsOf, type MakeReporter } from "./reporter.ts";
import { styled, type Line } from "./spans.ts";
import { tableLines } from "./table.ts";

/** Text for people, host by host, each as soon as it is known. */
export const human: MakeReporter = ({ show, note, isOneScreen }, { showsFailedHosts }) => {
  const print = separated(show);
  const missing: string[] = [];
  let count = 0;
  return {
    host({ name, single }, documents) {
      count++;
      for (const [index, { blocks, namesHost }] of documents.entries()) {
        const body = blocks.flatMap(blockLines);
        const isTitled = !single && namesHost !== true && index === 0 && body.length > 0;
        print([...(isTitled ? [titleLine(name)] : []), ...body]);
      }
    },
    failure({ name, single }, error) {
      missing.push(escapeLine(name));
      // Alone, there is no table that it would be missing in; on one screen, stderr shows it as well.
      if (single || isOneScreen || !showsFailedHosts) return;
      print([
        titleLine(name),
        [styled("error", "failed:"), ` ${error.message}`],
        ...itemsOf(error).map((item): Line => [`  - ${item}`]),
      ]);
    },
    result: ({ blocks }) => print(blocks.flatMap(blockLines)),
    summary: note,
    end() {
      const total = count + missing.length;
      if (missing.length > 0 && total > 1)
        note(`${missing.length} of ${total} hosts failed: ${missing.join(", ")}`);
    },
  };
};

const titleLine = (text: string): Line => [styled("title", text)];

function blockLines(block: Block): Line[] {
  switch (block.kind) {
    case "title":
      return [titleLine(block.text)];
    case "lines":
      return [...block.lines];
    case "table":
      return tableLines(block.columns, block.rows);
    case "findings":
      return block.findings.flatMap(findingLines);
  }
}

/** Leaves a blank line between two results where one of them has several lines. */
function separated(show: (lines: readonly Line[]) => void): (lines: readonly Line[]) => void {
  let wasBlock: boolean | null = null;
  return (lines) => {
    if (lines.length === 0) return;
    const isBlock = lines.length > 1;
    const isNext = wasBlock !== null && (wasBlock || isBlock);
    show(isNext ? [[], ...lines] : lines);
    wasBlock = isBlock;
  };
}
