import { graphOf } from "../../../src/store-path/graph.ts";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { dialectFacts } from "../../../src/reference/rules.ts";
import { readDropIn } from "../../../src/drop-in/text.ts";
import { planService } from "../../../src/drop-in/plan.ts";
import { renderDropIn } from "../../../src/drop-in/render.ts";
import { run } from "../../support/run.ts";
import { skipped } from "../../support/skip.ts";
import { systemdBinds } from "../../support/systemd-binds.ts";
import { links, manifest, service, storePath, withShell } from "../../support/services.ts";

/** Paths with what means something to systemd, as links are resolved to: nothing in them is `.`, `..` or empty. */
const paths = fc
  .array(fc.constantFrom(..."a b%n:\"'\\-+/.ü$@[]{};#~*?"), { minLength: 1, maxLength: 8 })
  .map((characters) => `/opt/${characters.join("")}`)
  .filter((path) => !/\/\.{0,2}(?:\/|$)/.test(path));

const SHELL = "/run/current-system/sw/bin/sh";

/** The plan of a service whose shell and links lead to these paths. */
function planOf(shell: string, targets: readonly string[], mounts: "read-only" | "inherit") {
  const inside = targets.map((_, n) => storePath(n));
  const store = links({ [SHELL]: shell, ...Object.fromEntries(targets.map((to, n) => [storePath(n), to])) });
  const plain = withShell(service("web", inside), SHELL);
  const subject = { ...plain, confinement: { ...plain.confinement, mounts } };
  const graph = graphOf(inside.map((path) => [path, []]));
  const facts = dialectFacts(subject, manifest([subject]));
  return planService(subject, facts, graph, inside, store, { strict: false });
}

const wanted = ({ binSh, binds }: ReturnType<typeof planOf>, readOnly: boolean) => [
  { source: binSh, target: "/bin/sh", readOnly },
  ...binds.map(({ source, target }) => ({ source: source ?? target, target, readOnly })),
];

test("binds of our own are read by systemd's rules as they were meant, whatever is in them", () => {
  fc.assert(
    fc.property(paths, fc.array(paths, { maxLength: 4 }), (shell, targets) => {
      const plan = planOf(shell, targets, "inherit");
      assert.equal(systemdBinds(renderDropIn(plan)), wanted(plan, false));
    }),
    { numRuns: 500 },
  );
});

test("binds as the reference writes them are read as they were meant, or there is a warning", () => {
  fc.assert(
    fc.property(paths, fc.array(paths, { maxLength: 4 }), (shell, targets) => {
      const plan = planOf(shell, targets, "read-only");
      const read = JSON.stringify(systemdBinds(renderDropIn(plan)));
      const isMeant = read === JSON.stringify(wanted(plan, true));
      assert.ok(isMeant || plan.warnings.length > 0, renderDropIn(plan));
    }),
    { numRuns: 500 },
  );
});

test("what is read back from a drop-in is what was rendered", () => {
  const names = fc.uniqueArray(fc.nat(50), { maxLength: 5 });
  fc.assert(
    fc.property(names, fc.boolean(), (ns, hasLinks) => {
      const binds = ns.map((n) => ({ source: hasLinks ? storePath(n + 100) : null, target: storePath(n) }));
      const text = renderDropIn({ binSh: `${storePath(1)}/bin/sh`, inaccessible: [], binds });
      assert.equal(readDropIn(text), {
        binSh: `${storePath(1)}/bin/sh`,
        paths: binds.map(({ target }) => target),
      });
    }),
  );
});

test("systemd itself has nothing to say of escaped paths, and much of the same ones as they are", () => {
  if (run("sh", ["-c", "command -v systemd-analyze"]).code !== 0)
    return skipped("systemd-analyze is not installed");
  const directory = mkdtempSync(join(tmpdir(), "confined-units-verify-"));
  try {
    const samples = fc.sample(paths, { numRuns: 60, seed: 7 });
    const units = samples.flatMap((path, i) =>
      (["inherit", "read-only"] as const).map((mounts) => {
        const unit = join(directory, `${mounts}-${i}.service`);
        const [shell] = renderDropIn(planOf(path, [], mounts)).match(/^Bind.*$/m)!;
        writeFileSync(unit, `[Service]\nExecStart=/bin/true\n${shell}\n`);
        return { unit, shell, isMeant: systemdBinds(shell)[0]?.source === path };
      }),
    );
    const { stderr, stdout } = run("systemd-analyze", ["verify", ...units.map(({ unit }) => unit)], {
      env: { ...process.env, SYSTEMD_LOG_LEVEL: "warning" },
    });
    const said = stderr + stdout;
    for (const { unit, shell, isMeant } of units) {
      const lines = said.split("\n").filter((line) => line.startsWith(`${unit}:`));
      if (isMeant) assert.equal(lines, [], shell);
      if (unit.includes("inherit")) assert.ok(isMeant, shell);
    }
    assert.ok(said.includes(`${directory}/read-only-`), "no path was refused that is not escaped");
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
});

test.run();
