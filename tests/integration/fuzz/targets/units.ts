import { commandsOf, parseExec } from "../../../../src/systemd/exec-line.ts";
import { describeDifference } from "../../../../src/drop-in/compare/check.ts";
import { compareDropIns } from "../../../../src/drop-in/compare/drop-in.ts";
import { diffServices, type ServiceFacts } from "../../../../src/features/diff/diff.ts";
import { readDropIn } from "../../../../src/drop-in/text.ts";
import { suggestFor } from "../../../../src/features/enter/suggest.ts";
import { missingAccesses } from "../../../../src/features/enter/trace.ts";
import { splitWords } from "../../../../src/systemd/words.ts";
import { storePath } from "../../../support/services.ts";
import { recordedCases } from "../../../unit/vectors/recorded.ts";
import { requirePrintable, type Target } from "../engine.ts";
import { textOf } from "./text.ts";
import { diffDocument } from "../../../../src/features/diff/document.ts";
import { missingDocument } from "../../../../src/features/enter/document.ts";
import { shownText } from "../../../support/document.ts";

const DROP_INS = recordedCases().flatMap(({ result }) =>
  result.content !== undefined && result.content.length < 1500 ? [result.content] : [],
);
const FILE = "lib/systemd/system/x.service.d/confinement.conf";

function factsOf(content: string): ServiceFacts[] {
  const paths = new Map(readDropIn(content).paths.map((path) => [path, 1]));
  return [{ name: "x", file: FILE, content, paths, settings: null, details: null, unitText: content }];
}

/** A drop-in or unit that another program wrote, compared with one of the reference's. */
export const dropIn: Target = {
  name: "drop-in",
  seeds: [...new Set(DROP_INS)].slice(0, 20),
  words: [
    "[Service]\n",
    "BindReadOnlyPaths=",
    ":/bin/sh",
    "X-ReloadIfChanged=true",
    "\\\n",
    "%%",
    storePath(1),
  ],
  read(input, random) {
    const text = textOf(input);
    const other = random.pick(DROP_INS);
    const read = readDropIn(text);
    const sides = [{ path: FILE, content: other }];
    const difference = compareDropIns("x", sides, [{ path: FILE, content: text }]);
    if ((difference === null) !== (text === other)) throw new Error("a difference that is none, or none");
    const changes = diffServices(factsOf(other), factsOf(text));
    shownText(diffDocument(changes), "host").split("\n").forEach(requirePrintable);
    return { read, described: difference === null ? "" : describeDifference(difference), changes };
  },
};

/** Command lines of a unit. */
export const exec: Target = {
  name: "exec",
  seeds: [`-+${storePath(1)}/bin/app --x="a b" 'c d' e\\ f %i $$HOME`, `@/bin/x name "-k" ; /bin/y`, ""],
  words: ['"', "'", "\\", " ", "%i", "%%", "$$", "@", "-", "!!", "\t", ";"],
  read(input) {
    const line = textOf(input);
    const words = splitWords(line);
    const length = words.reduce((sum, word) => sum + word.length, 0);
    if (length > line.length) throw new Error(`${length} characters out of ${line.length}`);
    return { words, exec: parseExec(line, "x@y"), commands: commandsOf({ ExecStart: [line, [line]] }) };
  },
};

const TRACE = `10 execve("/bin/p", ["p"], 0x7 /* 3 vars */) = 0
10 access("/etc/ld.so.preload", R_OK) = -1 ENOENT (No such file or directory)
11 openat(AT_FDCWD, "/etc/resolv.conf", O_RDONLY|O_CLOEXEC) = -1 ENOENT (No such file or directory)
10 openat(7</x>, "\\303\\244\\n", O_WRONLY|O_CREAT, 0666) = 3
10 unlink("/run/x" <unfinished ...>
10 stat("${storePath(1)}/bin/x", 0x7ff) = -1 EACCES (Permission denied)
+++ exited with 0 +++
`;

export const trace: Target = {
  name: "trace",
  seeds: [TRACE],
  words: ['execve("/bin/p"', " = -1 ENOENT", " = 0", "AT_FDCWD, ", '"', "\\", "(", "\n10 "],
  read(input) {
    const missed = missingAccesses(textOf(input), "/bin/p");
    shownText(missingDocument(suggestFor(missed, [], { name: "x", ownModule: false })))
      .split("\n")
      .forEach(requirePrintable);
    return missed;
  },
};
