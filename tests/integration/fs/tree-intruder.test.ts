/** Somebody else writes into an output while it is replaced: nothing of theirs is lost, whatever the moment. */
import {
  closeSync,
  constants,
  mkdirSync,
  openSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { test } from "uvu";
import * as assert from "uvu/assert";
import type { Step } from "../../../src/fs/replace.ts";
import { writeTree } from "../../../src/fs/tree.ts";
import { contentOf, dropIn, failureOf, filesOf, put, scratchDirectory, UNITS } from "./support/trees.ts";

const base = scratchDirectory();
const target = join(base, "out");
const OLD = [dropIn("a", 1), dropIn("b", 2), dropIn("c", 3)];
const NEW = [dropIn("b", 4), dropIn("c", 5), dropIn("d", 6)];
const DIRECTORIES = ["", "lib", UNITS, `${UNITS}/a.service.d`];
const STEPS = ["looked at", "filled", "moved aside", "looked at again", "placed", "removing"] as const;

/** What the intruder does at a step, in one of the directories of the old output. */
interface Act {
  step: Step;
  directory: number;
  /** Through the directory that was opened before the run, wherever that is by now, or by its path. */
  through: "handle" | "path";
  what: "file" | "edit" | "replace" | "tree" | "directory" | "symlink" | "fail";
}

const acts = fc.array(
  fc
    .record<Act>({
      step: fc.constantFrom(...STEPS),
      directory: fc.nat(DIRECTORIES.length - 1),
      through: fc.constantFrom("handle", "path"),
      what: fc.constantFrom("file", "edit", "replace", "tree", "directory", "symlink", "fail"),
    })
    // Nothing is done between the two, and so nothing can fail.
    .filter(({ step, what }) => step !== "placed" || what !== "fail"),
  { minLength: 1, maxLength: 3 },
);

/** What has to be found afterwards: a path's end, the content as `contentOf` has it, and in which directory it was made. */
type Thing = [end: string, content: string, directory: number];

const CONF = "confinement.conf";

/** Does it. */
function perform({ directory, through, what }: Act, n: number, handles: readonly number[]): Thing {
  const place =
    through === "path" ? join(target, DIRECTORIES[directory]!) : `/proc/self/fd/${handles[directory]}`;
  const name = `theirs-${n}`;
  const file = join(place, name);
  const conf = join(place, CONF);
  switch (what) {
    case "fail":
      throw Object.assign(new Error("EIO: i/o error"), { code: "EIO" });
    case "file":
      writeFileSync(file, name);
      return [name, name, directory];
    case "edit":
      // As an editor that writes over what it has opened; elsewhere than beside a drop-in, a new file.
      writeFileSync(conf, name);
      return [CONF, name, directory];
    case "replace":
      writeFileSync(file, name);
      renameSync(file, conf);
      return [CONF, name, directory];
    case "tree":
      mkdirSync(join(file, "src"), { recursive: through === "path" });
      return [`${name}/src`, "/", directory];
    case "directory":
      mkdirSync(file, { recursive: through === "path" });
      return [name, "/", directory];
    case "symlink":
      symlinkSync("nowhere", file);
      return [name, "-> nowhere", directory];
  }
}

test("what an intruder has made is there afterwards, and so are the old drop-ins after a failure", () => {
  const seen = new Set<string>();
  fc.assert(
    fc.property(acts, (list) => {
      rmSync(base, { recursive: true, force: true });
      put(target, OLD);
      const handles = DIRECTORIES.map((path) =>
        openSync(join(target, path), constants.O_RDONLY | constants.O_DIRECTORY),
      );
      const theirs: Thing[] = [];
      const left = new Map(list.map((act, n) => [n, act]));
      let failing = false;
      const failure = failureOf(() =>
        writeTree(target, NEW, (step) => {
          for (const [n, act] of left) {
            if (act.step !== step) continue;
            left.delete(n);
            try {
              theirs.push(perform(act, n, handles));
            } catch (error) {
              // Others than those that are meant: a path that is not there at this moment.
              if ((error as NodeJS.ErrnoException).code !== "EIO") continue;
              failing = true;
              throw error;
            }
          }
        }),
      );
      handles.forEach(closeSync);
      const all = Object.entries(contentOf(base));
      const isThere = ([end, content]: Thing) =>
        all.some(([path, found]) => path.endsWith(`/${end}`) && found === content);
      // But for what they have themselves written over since.
      const lasting = theirs.filter(
        ([end], i) =>
          end !== CONF || !theirs.some(([other, , at], k) => k > i && other === CONF && at === theirs[i]![2]),
      );
      for (const thing of lasting)
        assert.ok(isThere(thing), `${JSON.stringify(thing)} in ${JSON.stringify(all, null, 1)}`);
      const message = failure?.message ?? "";
      const isPlaced = failure === null || message.includes("has the new drop-ins");
      const isEdited = (path: string) => theirs.some(([end, , at]) => path === `${DIRECTORIES[at]!}/${end}`);
      for (const { path, content } of isPlaced ? NEW : OLD)
        assert.ok(isEdited(path) || isThere([path, content, 0]), `${message}: ${path}`);
      // Hidden leftovers are nobody's to find.
      assert.not.ok(
        all.some(([path]) => path.includes(".new-")),
        JSON.stringify(all),
      );
      for (const [path] of all)
        if (path.includes(".kept-")) assert.ok(message.includes(join(base, path.split("/")[0]!)), message);
      if (failing) assert.ok(failure !== null);
      seen.add(message.replaceAll(/ holds \S+| \(.*\)|kept-\w+/g, ""));
    }),
    { numRuns: Number(process.env["FAULT_ROUNDS"] ?? 300), seed: 1 },
  );
  // All ways out were gone.
  assert.ok(seen.size >= 5, [...seen].join("\n"));
});

test("what was written while it was moved aside is noticed, and all is put back", () => {
  rmSync(base, { recursive: true, force: true });
  put(target, OLD);
  const { message } = failureOf(() =>
    writeTree(target, NEW, (step, path) => {
      if (step === "moved aside") writeFileSync(join(path, "notes.txt"), "mine");
    }),
  )!;
  assert.is(message, `${target} holds notes.txt, which generate did not write, so it is not replaced`);
  assert.equal(
    filesOf(base),
    [...OLD, { path: "notes.txt", content: "mine" }].map(({ path, content }) => ({
      path: `out/${path}`,
      content,
    })),
  );
});

test("what is written later is kept beside it, and the message says where", () => {
  rmSync(base, { recursive: true, force: true });
  put(target, OLD);
  const { message, hint } = failureOf(() =>
    writeTree(target, NEW, (step, path) => {
      if (step === "removing") writeFileSync(join(path, UNITS, "notes.txt"), "mine");
    }),
  )!;
  const kept = /is kept in (\S+)$/.exec(message)![1]!;
  assert.ok(kept.startsWith(`${target}.kept-`), message);
  assert.equal(filesOf(kept), [{ path: `${UNITS}/notes.txt`, content: "mine" }]);
  assert.equal(filesOf(target), NEW);
  assert.match(hint!, "move what was kept back to where it belongs");
});

test.run();
