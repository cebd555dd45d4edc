import { decodePolicy, policyRule } from "../../../src/core/audit/policy.ts";
import { factsOf } from "../../../src/core/audit/facts.ts";
import { dialectFacts } from "../../../src/core/dialect/facts.ts";
import { planService } from "../../../src/core/plan.ts";
import { parseIgnore } from "../../../src/core/audit/suppress.ts";
import { checkHostName, checkServiceName, pathSafeName } from "../../../src/core/names.ts";
import { parseFlakeReference } from "../../../src/nix/flake-ref.ts";
import { memoryFiles } from "../../core/files/memory.ts";
import { fullFacts, links, manifest, service, storePath } from "../../core/support.ts";
import type { Target } from "../engine.ts";
import { jsonOf, textOf } from "./text.ts";

const INSIDE = [storePath(1, "curl-8.5.0"), storePath(2, "a".repeat(200))];
const SERVICE = { ...service("web"), full: fullFacts() };
const PLAN = {
  ...planService(SERVICE, dialectFacts(SERVICE, manifest([SERVICE])), new Map(), [], links(), {
    strict: false,
  }),
  binds: INSIDE.map((target) => ({ source: null, target })),
};
const FACTS = factsOf(SERVICE, PLAN, {
  graph: new Map(),
  sizeOf: () => 7,
  files: memoryFiles({}),
  readShell: () => ({ notLookedAt: "no parser here" }),
})!;

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
    return json === undefined ? null : policyRule(decodePolicy(json))(FACTS);
  },
};

export const ignore: Target = {
  name: "ignore",
  seeds: ["CU408=it is large", "CU404:web=the wrapper is a script"],
  words: ["CU408", ":", "=", "CU", "web"],
  read: (input) => parseIgnore(textOf(input)),
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
