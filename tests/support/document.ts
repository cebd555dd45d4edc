import { human } from "../../src/report/human.ts";
import type { Document } from "../../src/report/document.ts";
import { renderLines } from "../../src/report/spans.ts";

/** What people see of a document, host and all; `isColoured`: with control codes. */
export function shownText(document: Document, host: string | null = null, isColoured = false): string {
  let text = "";
  const reporter = human(
    {
      out: (more) => void (text += more),
      show: (lines) => void (text += renderLines(lines, isColoured)),
      note: () => {},
      isOneScreen: false,
    },
    { perHost: true, showsFailedHosts: true },
  );
  if (host === null) reporter.result(document);
  else reporter.host({ name: host, single: false }, [document]);
  reporter.end();
  return text;
}

/** `<1>title<0>`: control codes of colours, made readable. */
export const readable = (text: string): string =>
  text.replaceAll("\u001b[", "<").replaceAll(/<([\d;]+)m/g, "<$1>");
