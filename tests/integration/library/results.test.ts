/** What `--json` prints has exactly the keys of the types that the library exports for it: the compiler compares them. */
import { join } from "node:path";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { bundled } from "../../support/dist.ts";
import { EXAMPLE, nixEnvironment } from "../../support/nix.ts";
import { root, run } from "../../support/run.ts";
import { project } from "./packed.ts";

const CLI = bundled("cli.cjs");
const user = project();
test.after(() => user.remove());

const CURRENT = ["--flake", "path:.#current"];
const FAILURES = join(root, "tests/fixtures/failures/257");

/** Types, and the command lines whose JSON they describe. */
const RESULTS: [type: string, ...args: string[]][] = [
  ["ListJson", "list", "--flake", "path:.", "--json"],
  ["ListJson", "list", "--expr", `{ broken = throw "x"; }`, "--json"],
  ["HostLineJson<ListData>", "list", ...CURRENT, "--json-lines"],
  ["HostLineJson<ListData>", "list", "--expr", `{ broken = throw "x"; }`, "--json-lines"],
  ["GenerateJson", "generate", ...CURRENT, "--out", join(user.path, "out"), "--json"],
  ["BuildJson", "build", ...CURRENT, "--json"],
  ["CheckJson", "check", ...CURRENT, "--json"],
  ["AuditJson", "audit", ...CURRENT, "--json", "--ignore", "CU101=for now"],
  ["AuditJson", "audit", "--flake", "path:.", "--json"],
  ["ExplainJson", "explain", "api", ...CURRENT, "--json"],
  ["ExplainPathJson", "explain", "api", "zstd", ...CURRENT, "--json"],
  ["RuleJson", "explain", "CU101", "--json"],
  ["DiffJson", "diff", "path:.#current", "path:.#stable", "--json"],
  ["SuggestJson", "suggest", "maintenance@", "api", "render", ...CURRENT, "--json"],
  ["WhyFailedJson", "why-failed", "cred", "--show", join(FAILURES, "cred.show"), "--json"],
  ["DoctorJson", "doctor", "--json"],
  ["ManifestJson", "manifest", ...CURRENT, "--depth", "full"],
  ["ManifestJson", "manifest", "--flake", "path:."],
];

type Value = Record<string, unknown>;

/** Keys that need not be there. */
const OPTIONAL = new Set(["files", "details", "hint"]);

/** The same value with a key too many, or without one of its own. */
function spoilt(value: Value): Value[] {
  const own = Object.keys(value).filter((key) => !OPTIONAL.has(key));
  return [
    { ...value, added: 1 },
    ...own.map((key) => Object.fromEntries(Object.entries(value).filter(([name]) => name !== key))),
  ];
}

const hostsOf = ({ hosts }: Value): Value[] => (Array.isArray(hosts) ? (hosts as Value[]) : []);

test("every result has the keys of its type, no more and no fewer", () => {
  const names = [...new Set(RESULTS.flatMap(([type]) => type.match(/\w+/g)!))];
  const lines = [`import type { ${names.join(", ")} } from "confined-units";`];
  let count = 0;
  const declare = (type: string, value: Value) =>
    void lines.push(`export const v${count++}: ${type} = ${JSON.stringify(value)};`);
  for (const [type, ...args] of RESULTS) {
    const { stdout, stderr } = run(process.execPath, [CLI, ...args], { cwd: EXAMPLE, env: nixEnvironment() });
    assert.match(stdout, /^\{/, `${args.join(" ")}\n${stderr}`);
    const value = JSON.parse(stdout) as Value;
    declare(type, value);
    const [host, ...others] = hostsOf(value);
    const wrong = [
      ...spoilt(value),
      ...(host === undefined ? [] : spoilt(host).map((each) => ({ ...value, hosts: [each, ...others] }))),
    ];
    for (const each of wrong) {
      lines.push(`// @ts-expect-error -- ${args[0]}`);
      declare(type, each);
    }
  }
  assert.ok(count > 100, String(count));
  user.write("results.ts", lines.join("\n"));
  assert.is(user.compile("results.ts"), "");
});

test.run();
