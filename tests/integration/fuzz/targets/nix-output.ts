import { derivationOutputs } from "../../../../src/store-path/derivation.ts";
import { parseReferencesGraph } from "../../../../src/store-path/registration.ts";
import { Activities } from "../../../../src/nix/log/activities.ts";
import { readNixError } from "../../../../src/nix/errors/parse.ts";
import { NixError } from "../../../../src/nix/errors/errors.ts";
import { plainLog, readLogLine } from "../../../../src/nix/log/internal-json.ts";
import { explainKnownError } from "../../../../src/nix/errors/known.ts";
import { decodePathInfo } from "../../../../src/nix/store/path-info-json.ts";
import { parseNixVersion } from "../../../../src/nix/version.ts";
import { storePath } from "../../../support/services.ts";
import type { Target } from "../engine.ts";
import { filesOf, jsonOf, textOf } from "./text.ts";

const [app, lib] = [storePath(1), storePath(2)];

export const pathInfo: Target = {
  name: "path-info",
  seeds: filesOf("tests/unit/nix/store/path-info", ".json"),
  json: true,
  words: ["path", "references", "narSize", "narHash", "valid", "info", "storeDir", "version", app],
  read(input) {
    const json = jsonOf(input);
    if (json === undefined) return null;
    const infos = decodePathInfo(json);
    for (const { narSize } of infos.values()) {
      if (!Number.isSafeInteger(narSize) || narSize < 0) throw new Error(`a size of ${narSize}`);
    }
    return infos;
  },
};

const KINDS = new Set("copy-path download copy-paths builds build substitute unknown".split(" "));
const RESULTS = new Set("log-line phase progress expected unknown".split(" "));

export const log: Target = {
  name: "log",
  seeds: filesOf("tests/unit/nix/log/recordings", ".jsonl"),
  words: [
    "@nix ",
    '"action":"start"',
    '"type":',
    '"fields":[',
    '"id":',
    "msg",
    "result",
    "stop",
    "105",
    "101",
  ],
  read(input) {
    const text = textOf(input);
    const events = text.split("\n").map(readLogLine);
    const activities = new Activities();
    for (const event of events) {
      if (event.kind === "start" && !KINDS.has(event.activity)) throw new Error("an activity that is none");
      if (event.kind === "result" && !RESULTS.has(event.result)) throw new Error("a result that is none");
      activities.apply(event);
    }
    const { builds, copies, ...status } = activities.status();
    const counts = [builds.done, builds.expected, builds.failed, copies.done, copies.expected];
    if (counts.some((count) => typeof count !== "number" || Number.isNaN(count)))
      throw new Error(`${counts}`);
    return { events, status, plain: plainLog(text) };
  },
};

/** What Nix says when it fails becomes one sentence. */
export const nixError: Target = {
  name: "nix-error",
  seeds: [
    ...filesOf("tests/unit/nix/errors/transcripts", ".txt"),
    ...filesOf("tests/unit/nix/errors/known", ".txt"),
  ],
  words: ["error:", "error: ", "at /x:1:2:", "…", "\n\n", "       ", "Did you mean x?", "- ", "warning:"],
  read(input) {
    const { lines, ...explanation } = readNixError(textOf(input));
    const explained = explainKnownError(explanation, lines);
    if (explained.sentence.includes("\n")) throw new Error(`several lines: ${explained.sentence}`);
    // A sentence is as long as Nix makes it; what is cut is cut by whoever shows it.
    return { explained, failure: new NixError(explained.sentence.slice(0, 200), explained) };
  },
};

export const graph: Target = {
  name: "graph",
  seeds: [`${app}\n\n2\n${app}\n${lib}\n${lib}\n\n0\n`, `${app}\n${lib}.drv\n0\n`, ""],
  words: [app, lib, "\n\n", "0", "1", "2", "\n"],
  read: (input) => parseReferencesGraph(textOf(input)),
};

const DRV = `Derive([("dev","${lib}","",""),("out","${app}","r:sha256","")],[("${app}.drv",["out"])],["${lib}"],"x86_64-linux","/bin/sh",["-c","x"],[("name","a"),("out","${app}")])`;

export const derivation: Target = {
  name: "derivation",
  seeds: [DRV, `Derive([("out","","",""),],[],[],"s","b",[],[])`],
  words: ["Derive(", "DrvWithVersion(", "[(", '","', '")', ")]", app, "out"],
  read(input) {
    const outputs = derivationOutputs(`${app}.drv`, textOf(input));
    for (const { name } of outputs) if (name === "") throw new Error("an output without a name");
    return outputs;
  },
};

export const nixVersion: Target = {
  name: "nix-version",
  seeds: [
    "nix (Nix) 2.8.0\n",
    "nix (Lix, like Nix) 2.93.0",
    "nix (Determinate Nix 3.6.0) 2.29.0",
    "nix (Nix) 2.34.8pre1_x",
  ],
  words: ["nix (", ")", ".", "2"],
  read: (input) => parseNixVersion(textOf(input)),
};
