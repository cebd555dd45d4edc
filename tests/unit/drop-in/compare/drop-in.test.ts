import { test } from "uvu";
import * as assert from "uvu/assert";
import { describeDifference } from "../../../../src/drop-in/compare/check.ts";
import { compareDropIns, type Difference } from "../../../../src/drop-in/compare/drop-in.ts";
import { storePath } from "../../../support/services.ts";

const PATH = "lib/systemd/system/web.service.d/confinement.conf";
const file = (...lines: string[]) => [{ path: PATH, content: lines.map((line) => `${line}\n`).join("") }];
const bind = (n: number) => `BindReadOnlyPaths=${storePath(n)}`;
const base = [
  "[Service]",
  "BindReadOnlyPaths=/sh:/bin/sh",
  "InaccessiblePaths=-+/tmp",
  bind(1),
  bind(2),
  bind(3),
];

function differences(...ours: string[]): Difference[] {
  return compareDropIns("web", file(...base), file(...ours))?.differences ?? [];
}

test("equal files are no difference", () => {
  assert.is(compareDropIns("web", file(...base), file(...base)), null);
  assert.is(compareDropIns("web", [], []), null);
});

test("a missing path and an extra one", () => {
  assert.equal(differences(...base.toSpliced(4, 1)), [{ kind: "missing path", subject: storePath(2) }]);
  assert.equal(differences(...base, bind(4)), [{ kind: "extra path", subject: storePath(4) }]);
  assert.equal(
    differences(...base.with(4, bind(7))).map(({ kind }) => kind),
    ["missing path", "extra path"],
  );
});

test("the same lines in another order", () => {
  const swapped = [...base.slice(0, 3), bind(2), bind(1), bind(3)];
  assert.equal(
    differences(...swapped).map(({ kind }) => kind),
    ["order"],
  );
});

test("another order besides a missing path is reported, too", () => {
  const swapped = [...base.slice(0, 3), bind(3), bind(1)];
  assert.equal(
    differences(...swapped).map(({ kind }) => kind),
    ["missing path", "order"],
  );
});

test("directives: left out, added, and a path that is bound from elsewhere", () => {
  assert.equal(differences(...base.toSpliced(2, 1)), [
    { kind: "directive", subject: "InaccessiblePaths=-+/tmp is missing" },
  ]);
  assert.equal(differences(...base, "PrivateTmp=true"), [
    { kind: "directive", subject: "PrivateTmp=true is extra" },
  ]);
  const other = `BindReadOnlyPaths=/elsewhere:${storePath(1)}`;
  assert.equal(differences(...base.with(3, other)), [
    { kind: "directive", subject: `${bind(1)} became ${other}` },
  ]);
});

test("a line twice is not the line once", () => {
  assert.equal(differences(...base, bind(3)), [{ kind: "directive", subject: `${bind(3)} is extra` }]);
});

test("a missing newline is not nothing", () => {
  const [only] = file(...base);
  const ours = [{ path: PATH, content: only!.content.slice(0, -1) }];
  assert.is(compareDropIns("web", [only!], ours)?.differences[0]?.kind, "directive");
});

test("a file that one side does not have, or has elsewhere", () => {
  assert.equal(compareDropIns("web", file(...base), [])?.differences, [
    { kind: "file", subject: `${PATH}: only nixpkgs has it` },
  ]);
  const elsewhere = [{ path: "lib/systemd/system/web.service", content: file(...base)[0]!.content }];
  assert.equal(
    compareDropIns("web", file(...base), elsewhere)?.differences.map(({ kind }) => kind),
    ["file", "file"],
  );
});

test("in words: the service, the kinds, the diff from the reference to ours", () => {
  const text = describeDifference(compareDropIns("web", file(...base), file(...base.toSpliced(4, 1)))!);
  assert.is(
    text,
    `service "web" differs from what nixpkgs builds
  missing path: ${storePath(2)}
--- reference/${PATH}
+++ ours/${PATH}
@@ -2,5 +2,4 @@
 BindReadOnlyPaths=/sh:/bin/sh
 InaccessiblePaths=-+/tmp
 ${bind(1)}
-${bind(2)}
 ${bind(3)}
`,
  );
});

test.run();
