/** Writes the documents that are made from the code: `npm run docs`. */
import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { auditDocuments, PAGES } from "./docs/audit.ts";

const root = new URL("..", import.meta.url).pathname;
const documents = auditDocuments(root);
for (const name of readdirSync(join(root, PAGES))) {
  if (!documents.has(`${PAGES}/${name}`)) rmSync(join(root, PAGES, name));
}
for (const [path, text] of documents) {
  const file = join(root, path);
  let before: string | null = null;
  try {
    before = readFileSync(file, "utf8");
  } catch {
    // A new rule has no page yet.
  }
  if (before === text) continue;
  writeFileSync(file, text);
  process.stdout.write(`${path}\n`);
}
