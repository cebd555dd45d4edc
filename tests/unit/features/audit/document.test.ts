import { test } from "uvu";
import * as assert from "uvu/assert";
import { auditService } from "../../../../src/features/audit/audit.ts";
import { auditDocument } from "../../../../src/features/audit/document.ts";
import { shownText } from "../../../support/document.ts";
import { command, coreutils, facts } from "./facts.ts";

const WEB = { name: "web", unknown: [] };

/** A script that runs commands of coreutils, which is on PATH and not in the chroot. */
const found = auditService(
  facts({
    environment: { PATH: `${coreutils}/bin` },
    tree: { [`${coreutils}/bin/mkdir`]: "", [`${coreutils}/bin/mv`]: "" },
    shell: { commands: [command("mkdir"), command("mv"), command("frob")] },
  }),
).filter(({ code }) => code < "CU103");

test("findings with one cause are one for people, and the total has both counts", () => {
  assert.equal(
    found.map(({ code }) => code),
    ["CU101", "CU101", "CU102"],
  );
  const text = shownText(auditDocument({ kept: found, ignored: [] }, [WEB], null));
  assert.match(text, "`mkdir` and `mv` are run from PATH, but coreutils-9, which provides them, is not in");
  assert.match(text, "`frob` is run from PATH, but no directory of PATH has it");
  assert.match(text, /^3 findings in 2 groups$/m);
});

test("programs get each finding", () => {
  const { data } = auditDocument({ kept: found, ignored: [] }, [WEB], null);
  assert.equal(
    data.findings.map(({ args }) => args["command"]),
    ["mkdir", "mv", "frob"],
  );
});

test("what is ignored is grouped by its reason, and is in no total", () => {
  const ignored = found.map((each) => ({ ...each, reason: "fine" }));
  const text = shownText(auditDocument({ kept: [], ignored }, [WEB], null));
  assert.match(text, /^ignored CU101 web: `mkdir` and `mv` are run .* \(fine\)$/m);
  assert.match(text, /^no findings$/m);
});

test("a place in the host's nixpkgs is short for people only", () => {
  const root = "/nix/store/00000000000000000000000000000001-source";
  const place = { file: `${root}/nixos/modules/web.nix`, line: 3, column: 5, endLine: 3, endColumn: 9 };
  const kept = found.slice(2).map((each) => ({ ...each, place }));
  const document = auditDocument({ kept, ignored: [] }, [WEB], root);
  assert.match(shownText(document), /^ {2}nixpkgs\/nixos\/modules\/web\.nix:3:5: /m);
  assert.is(document.data.findings[0]!.at.file, place.file);
});

test.run();
