/** The worker's own program: parses what others wrote. See client.ts, its other end. */
import { parentPort } from "node:worker_threads";
import { locator } from "../nix-source/locate.ts";
import { mentionsIn } from "../nix-source/syntax/mentions.ts";
import { OverLimits } from "../nix-source/over-limits.ts";
import { parserOf, type Language, type SourceParser } from "../nix-source/parser.ts";
import { shellReaderOf } from "../shell-source/parse.ts";

import type { Answer, Job, Results } from "./jobs.ts";

const locate = locator();

parentPort!.on("message", (job: Job) => void answer(job).then((said) => parentPort!.postMessage(said)));

/** A trap of WebAssembly, and a stack that is used up. */
const ABORTS = ["RuntimeError", "RangeError"];

async function answer(job: Job): Promise<Answer> {
  try {
    return { value: await work(job) };
  } catch (error) {
    if (error instanceof OverLimits) return { notLookedAt: error.message };
    if (error instanceof Error && ABORTS.includes(error.name))
      return { gaveUp: error.message.split(". ")[0]! };
    return { defect: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}

async function work(job: Job): Promise<Results[Job["kind"]]> {
  switch (job.kind) {
    case "shell":
      return shellReaderOf(await required("bash"))(job.text);
    case "mentions":
      return (await required("nix")).parse(job.text, (root) => mentionsIn(root, job.text));
    case "locate":
      return locate(await parserOf("nix"), job);
  }
}

async function required(language: Language): Promise<SourceParser> {
  const parser = await parserOf(language);
  if ("problem" in parser) throw new OverLimits(parser.problem);
  return parser;
}
