import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { nixEnvironment } from "../../../support/nix.ts";
import { root, run } from "../../../support/run.ts";

interface Found {
  code: string;
  service: string;
  at: { file: string | null; line: number | null };
}

const SEEDS = join(root, "examples/seeds");

/** Runs the audit of the sources; `bin.ts` finds the grammars that the last build made. */
function audit(args: string[]): {
  code: number | null;
  hosts: Record<string, Found[]>;
  files: Found[];
  stderr: string;
} {
  const cli = join(root, "src/bin.ts");
  const ended = run(process.execPath, ["--import", "tsx", cli, "audit", "--json", "--quiet", ...args], {
    env: nixEnvironment(),
  });
  const { hosts = [], files = { findings: [] } } = ended.stdout === "" ? {} : JSON.parse(ended.stdout);
  return {
    code: ended.code,
    files: files.findings,
    stderr: ended.stderr,
    hosts: Object.fromEntries(
      hosts.map((each: { host: string; findings: Found[] }) => [each.host, each.findings]),
    ),
  };
}

const { hosts, files, code, stderr } = audit(["--file", SEEDS]);

for (const host of ["seeds", "old"]) {
  test(`${host}: finds each mistake at its line, and nothing else`, () => {
    const lines = readFileSync(join(SEEDS, `${host}.nix`), "utf8").split("\n");
    const expected = lines.flatMap((line, i) => {
      const wanted = /# (CU\d+(?: CU\d+)*)$/.exec(line)?.[1] ?? "";
      return wanted.split(" ").flatMap((each) => (each === "" ? [] : [`${i + 1} ${each}`]));
    });
    const inFile = files.filter(({ at }) => at.file?.endsWith(`/${host}.nix`));
    const found = [...hosts[host]!, ...inFile].map((each) => `${each.at.line ?? each.service} ${each.code}`);
    const byLine = (a: string, b: string) =>
      Number.parseInt(a, 10) - Number.parseInt(b, 10) || (a < b ? -1 : 1);
    assert.equal(found.toSorted(byLine), expected.toSorted(byLine), stderr);
  });
}

test("the clean host is clean, the others are not", () => {
  assert.equal(hosts["clean"], []);
  assert.is(code, 1);
  assert.is(audit(["--file", SEEDS, "--host", "clean"]).code, 0);
});

test("has at least 40 services with a mistake each", () => {
  assert.ok(new Set(hosts["seeds"]!.map(({ service }) => service)).size >= 40);
});

test("finds of the plain example what its services have, and nothing else", () => {
  const found = audit(["--flake", `path:${root}examples/plain#current`]).hosts["current"]!;
  assert.equal(
    found.map(({ code: each, service }) => `${service} ${each}`),
    [
      "api CU101",
      "api CU103",
      "api CU103",
      "backup job CU108",
      "cache CU106",
      "database CU124",
      "fetch CU104",
      "migrate CU108",
      "migrate CU108",
      "render CU109",
      "resolver CU204",
      "worker@ CU207",
    ],
  );
});

test.run();
