/** Looks for the words of scripts/words.txt: part of `npm run lint`. Exits with 1 where it finds one. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { findWords, readWords } from "./words/words.ts";
import { checkedFiles } from "./words/files.ts";

const root = new URL("..", import.meta.url).pathname;
const words = readWords(readFileSync(join(root, "scripts/words.txt"), "utf8"));
const found = checkedFiles(root).flatMap((file) =>
  findWords(readFileSync(join(root, file), "utf8"), words).map(
    ({ line, text, better }) => `${file}:${line}: "${text}" is not used here; better: ${better}\n`,
  ),
);
process.stderr.write(found.join(""));
process.exitCode = found.length === 0 ? 0 : 1;
