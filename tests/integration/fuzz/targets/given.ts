import { graphOf } from "../../../../src/store-path/graph.ts";
import { factsOf } from "../../../../src/service/facts.ts";
import { dialectFacts } from "../../../../src/reference/rules.ts";
import { planService } from "../../../../src/drop-in/plan.ts";
import { checkHostName, checkServiceName, pathSafeName } from "../../../../src/drop-in/names.ts";
import { parseFlakeReference } from "../../../../src/nix/evaluate/flake-ref.ts";
import { memoryFiles } from "../../../unit/programs/memory.ts";
import { fullFacts, links, manifest, service, storePath } from "../../../support/services.ts";
import type { Target } from "../engine.ts";
import { jsonOf, textOf } from "./text.ts";
import { decodePolicy } from "../../../../src/diagnostics/policy.ts";
import { parseIgnore } from "../../../../src/diagnostics/suppress.ts";
import { auditService } from "../../../../src/features/audit/audit.ts";
import { RULES } from "../../../../src/features/audit/rules/index.ts";

const INSIDE = [storePath(1, "curl-8.5.0"), storePath(2, "a".repeat(200))];
const SERVICE = { ...service("web"), full: fullFacts() };
const PLAN = {
  ...planService(SERVICE, dialectFacts(SERVICE, manifest([SERVICE])), graphOf([]), [], links(), {
    strict: false,
  }),
  binds: INSIDE.map((target) => ({ source: null, target })),
};
const WORLD = {
  graph: graphOf([]),
  files: memoryFiles({}),
  readShell: () => ({ notLookedAt: "no parser here" }),
};

export const policy: Target = {
  name: "policy",
  seeds: [
    JSON.stringify({
      maxPaths: 1,
      maxSize: 2,
      forbid: ["curl-*", "gcc-?.*"],
      services: { web: { maxPaths: 3 } },
    }),
  ],
  json: true,
  words: [
    "maxPaths",
    "maxSize",
    "forbid",
    "services",
    "web",
    "*",
    "a*",
    "?",
    "*a*b",
    "[",
    "(",
    "{1}",
    "^",
    "+",
  ],
  read(input) {
    const json = jsonOf(input);
    return json === undefined
      ? null
      : auditService(factsOf(SERVICE, PLAN, { ...WORLD, policy: decodePolicy(json) }));
  },
};

export const ignore: Target = {
  name: "ignore",
  seeds: ["CU408=it is large", "CU404:web=the wrapper is a script"],
  words: ["CU408", ":", "=", "CU", "web"],
  read: (input) => parseIgnore(textOf(input), RULES.has),
};

export const names: Target = {
  name: "names",
  seeds: ["web", "get@file", "a:b\\x2dc[1]", ".dot"],
  words: ["@", ":", "\\x2d", "[", "]", "..", "/", "."],
  read(input) {
    const name = textOf(input);
    checkServiceName(name);
    checkHostName(name);
    if (/[/\0\n]/.test(pathSafeName(name)) || /[@:\\[\]]/.test(pathSafeName(name))) throw new Error(name);
    return name;
  },
};

export const flakeReference: Target = {
  name: "flake-reference",
  seeds: [".#web", `github:a/b?dir=x#nixosConfigurations."web.example"`, "path:/x#%41"],
  words: ["#", "%", '"', "nixosConfigurations.", ".", "?"],
  read: (input) => parseFlakeReference(textOf(input)),
};
