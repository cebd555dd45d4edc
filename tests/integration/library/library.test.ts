import { chmodSync, existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { EXAMPLE } from "../../support/nix.ts";
import { root } from "../../support/run.ts";
import { project } from "./packed.ts";

const user = project();
test.after(() => user.remove());

/** Compiles a program, runs it beside the example's flake, and gives what it printed as JSON. */
function ran(name: string, program: string): unknown {
  user.write(`${name}.ts`, program);
  assert.is(user.compile(`${name}.ts`), "");
  const { code, stdout, stderr } = user.start(`${name}.js`, EXAMPLE);
  assert.is(stderr, "");
  assert.is(code, 0);
  return JSON.parse(stdout);
}

test("from a flake to drop-ins, findings, reasons and differences, by the packed package and its types", () => {
  const result = ran(
    "all",
    `import { audit, diff, evaluate, explain, explainPath, generate, type GeneratedHost } from "confined-units";
    const { hosts, failures } = await evaluate({ flake: "path:." }, { hosts: ["current", "stable"] });
    const made: GeneratedHost[] = [];
    for (const host of hosts) made.push(await generate(host));
    const [current, stable] = made as [GeneratedHost, GeneratedHost];
    const { findings, ignored } = await audit(current, { ignore: [{ code: "CU101", service: "api", reason: "for now" }] });
    const { paths } = explain(current, "api");
    const why = explainPath(current, "api", paths[0]!.path);
    console.log(JSON.stringify({
      failures,
      hosts: made.map(({ host }) => host),
      dropIn: current.dropIns.find(({ plan }) => plan.service === "web"),
      codes: findings.map(({ code, service }) => code + " " + service),
      places: findings.map(({ at }) => at.file + ":" + at.line),
      ignored: ignored.map(({ code, reason }) => code + " " + reason),
      paths: paths.length,
      reasons: why.paths[0]!.reasons.length,
      same: diff(current, current).services.length,
      different: diff(current, stable).services.map(({ service, kind }) => service + " " + kind),
    }));`,
  ) as {
    failures: unknown[];
    hosts: string[];
    dropIn: { path: string; content: string };
    codes: string[];
    places: string[];
    ignored: string[];
    paths: number;
    reasons: number;
    same: number;
    different: string[];
  };
  assert.equal(result.failures, []);
  assert.equal(result.hosts, ["current", "stable"]);
  assert.match(result.dropIn.path, /^lib\/systemd\/system\/web\.service\.d\//);
  assert.match(result.dropIn.content, /^\[Service\]\n/);
  assert.ok(result.codes.length > 5);
  assert.not(result.codes.includes("CU101 api"));
  assert.equal([...new Set(result.ignored)], ["CU101 for now"]);
  assert.ok(result.places.includes("services/web.nix:19"), result.places.join());
  assert.ok(result.paths > 10 && result.reasons > 0);
  assert.is(result.same, 0);
  assert.ok(result.different.length > 0);
});

test("a failure is a ConfinedUnitsError with a code and a way out, and nothing is printed", () => {
  const result = ran(
    "failures",
    `import { ConfinedUnitsError, evaluate, explain, generate, parseManifest } from "confined-units";
    const seen: (string | undefined)[][] = [];
    const failing = async (act: () => unknown) => {
      try {
        await act();
      } catch (error) {
        if (error instanceof ConfinedUnitsError) seen.push([error.code, error.message, error.hint]);
        else throw error;
      }
    };
    await failing(() => evaluate({ flake: "path:." }, { hosts: ["curent"] }));
    await failing(() => parseManifest("{"));
    await failing(() => evaluate({ expr: "{" }));
    const { hosts: [current] } = await evaluate({ flake: "path:.#current" }, { services: ["web"] });
    const made = await generate(current!);
    await failing(() => explain(made, "wbe"));
    await failing(() => evaluate({ flake: "path:." }, { signal: AbortSignal.abort() }));
    await failing(() => generate(current!, { signal: AbortSignal.abort() }));
    console.log(JSON.stringify(seen));`,
  ) as [string, string, string?][];
  assert.equal(
    result.map(([code]) => code),
    ["usage", "manifest-invalid", "nix-failed", "usage", "aborted", "aborted"],
  );
  assert.match(result[0]![1], /there is no host "curent"/);
  assert.match(result[3]![1], /host "current" confines no service called "wbe"/);
});

test("a signal stops the Nix that is running", () => {
  const started = join(user.path, "started");
  user.write(
    "nix-that-waits",
    `#!/bin/sh\ncase "$*" in *--version*) echo "nix (Nix) 2.8.0";; *) echo $$ >> ${started}; exec sleep 600;; esac\n`,
  );
  chmodSync(join(user.path, "nix-that-waits"), 0o755);
  const result = ran(
    "stop",
    `import { ConfinedUnitsError, evaluate } from "confined-units";
    declare const process: { env: Record<string, string>; kill(pid: number, signal: 0): void };
    // @ts-expect-error -- this project has no types of Node
    import { existsSync, readFileSync } from "node:fs";
    const stop = new AbortController();
    const ended = evaluate({ expr: "{ }" }, { nix: ${JSON.stringify(join(user.path, "nix-that-waits"))}, signal: stop.signal })
      .catch((error: ConfinedUnitsError) => [error.code, error.cause]);
    while (!existsSync(${JSON.stringify(started)})) await new Promise((resolve) => setTimeout(resolve, 10));
    stop.abort("enough");
    console.log(JSON.stringify(await ended));`,
  );
  assert.equal(result, ["aborted", "enough"]);
  assert.ok(existsSync(started));
  for (const pid of readFileSync(started, "utf8").trim().split("\n")) assert.not(existsSync(`/proc/${pid}`));
});

test("the examples of the page about the library run", () => {
  const page = readFileSync(join(root, "docs/reference/library.md"), "utf8");
  const examples = [...page.matchAll(/^```ts\n([\s\S]*?)^```$/gm)].map(([, text]) => text!);
  assert.ok(examples.length >= 4);
  const files = examples.map((text, index) => {
    user.write(`example${index}.ts`, text);
    return `example${index}.ts`;
  });
  assert.is(user.compile(...files), "");
  for (const file of files) {
    const { code, stdout, stderr } = user.start(file.replace(/ts$/, "js"), EXAMPLE);
    assert.is(stderr, "", file);
    assert.is(code, 0, file);
    assert.ok(stdout.length > 0, file);
  }
});

test.run();
