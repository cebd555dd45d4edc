import { graphOf } from "../../../../src/store-path/graph.ts";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { factsOf } from "../../../../src/service/facts.ts";
import { deployedUnit } from "../../../../src/features/why-failed/deployed.ts";
import { diagnose } from "../../../../src/features/why-failed/diagnose.ts";
import { endingOf } from "../../../../src/features/why-failed/ending.ts";
import { readJournal } from "../../../../src/systemd/journal.ts";
import { readShow } from "../../../../src/systemd/show.ts";
import { memoryFiles } from "../../../unit/programs/memory.ts";
import { requirePrintable, type Target } from "../engine.ts";
import { textOf } from "./text.ts";
import { failureDocument } from "../../../../src/features/why-failed/document.ts";
import { shownText } from "../../../support/document.ts";

const RECORDED = join(import.meta.dirname, "../../../fixtures/failures/257");

/** `show`, `cat` and journal of one unit, one after the other. */
const MARK = "\n=====\n";

const recorded = (name: string) =>
  ["show", "cat", "json"]
    .map((kind) => readFileSync(join(RECORDED, `${name}.${kind}`), "utf8"))
    // What is not of the kind that is read makes inputs long.
    .map((text, i) =>
      i === 0 ? text.replaceAll(/^(?!Exec|Bind|Root|Result|Env|Load|Work|User).*\n/gm, "") : text,
    )
    .join(MARK);

/** What systemd and its journal said of a unit, on a machine that is perhaps another one. */
export const failure: Target = {
  name: "failure",
  seeds: ["pre", "hostsource", "cred", "command", "chdir", "envfile", "user"].map(recorded),
  words:
    `code=killed status=31/SYS Result=resources ExecMainStatus=226 { } " \\ %n - :: \u001b[31m $\{x} = ; [Service] LoadCredential=`.split(
      " ",
    ),
  read(input) {
    const [show = "", cat = "", journal = ""] = textOf(input).split(MARK);
    const properties = readShow(show);
    const said = readJournal(journal, properties.get("InvocationID")?.[0] ?? null);
    const ending = endingOf(properties, said);
    if (ending === null) return null;
    const { service, plan } = deployedUnit("x", properties, cat);
    const world = {
      graph: graphOf([]),
      files: memoryFiles({}),
      readShell: () => ({ notLookedAt: "no parser here" }),
    };
    const root = properties.get("RootDirectory")?.[0] ?? "";
    const diagnosis = diagnose(ending, said, { facts: factsOf(service, plan, world)!, root, machine: null });
    shownText(failureDocument("x.service", diagnosis, said.lines))
      .split("\n")
      .forEach(requirePrintable);
    return diagnosis;
  },
};
