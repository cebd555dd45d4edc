import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { asRead, FailedServices, forEachHost, type Walk } from "../../../src/cli/for-each-host.ts";
import type { LoadedHost } from "../../../src/cli/hosts.ts";
import { HOST_RESULTS, SHARED } from "../../../src/cli/options.ts";
import { parseWords } from "../../../src/cli/parse.ts";
import { openReporter } from "../../../src/cli/reporting.ts";
import { Selection } from "../../../src/cli/selection.ts";
import { createSession } from "../../../src/cli/session.ts";
import { ConfinedUnitsError, ServiceError, UsageError } from "../../../src/base/errors.ts";
import { lines } from "../../../src/report/document.ts";
import { manifest, service } from "../../support/services.ts";

const directory = mkdtempSync(join(tmpdir(), "for-each-host-"));
test.after(() => rmSync(directory, { recursive: true }));

/** Goes through hosts of a saved manifest, and gives what is printed. */
async function walk(
  names: readonly string[],
  visit: Walk<LoadedHost>["visit"],
  { services, prepare = asRead }: Partial<Walk<LoadedHost>> = {},
) {
  const file = join(directory, "hosts.json");
  const hosts = names.map((name) => [name, manifest([service("web"), service(`only-${name}`)])]);
  writeFileSync(file, JSON.stringify({ schema: 1, hosts: Object.fromEntries(hosts) }));
  const printed = { out: "", err: "" };
  const table = { ...HOST_RESULTS, ...SHARED };
  const { options } = parseWords(table, [{ kind: "option", name: "manifest", values: [file] }]);
  const io = {
    out: (text: string) => void (printed.out += text),
    err: (text: string) => void (printed.err += text),
    draw: { out() {}, err() {} },
    stdin: async () => "",
    flushed: async () => {},
    terminal: { out: false, err: false, columns: () => 80 },
    env: {},
    cwd: directory,
    signal: new AbortController().signal,
  };
  const session = createSession(options, io, { version: "", commands: async () => [] });
  const reporter = openReporter(session, options);
  const walked = await forEachHost(session, options, {
    wanted: { depth: "lean" },
    ...(services === undefined ? {} : { services }),
    prepare,
    reporter,
    visit,
  });
  reporter.end();
  return { ...printed, failed: walked.failed.map(({ host }) => host), code: session.exitCode() };
}

const nixFails = (message: string) => new ConfinedUnitsError("nix-failed", message, { hint: "wait" });

test("a host that fails is named, counted, and stops no other", async () => {
  const { out, err, failed, code } = await walk(["a", "b", "c"], ({ host }) => {
    if (host === "b") throw nixFails("it does not build");
    return [{ data: {}, blocks: [lines([`seen ${host}`])] }];
  });
  assert.is(out, "a\nseen a\n\nb\nfailed: it does not build\n\nc\nseen c\n");
  assert.is(err, "error: b: it does not build\nhint: wait\n1 of 3 hosts failed: b\n");
  assert.equal(failed, ["b"]);
  assert.is(code, 3);
});

test("the only host is named in its own failure, and not in one of its services", async () => {
  const fails = async (error: Error) =>
    (
      await walk(["a"], () => {
        throw error;
      })
    ).err;
  assert.is(await fails(nixFails("boom")), "error: a: boom\nhint: wait\n");
  assert.is(await fails(new ServiceError("web", "boom")), 'error: service "web": boom\n');
  const both = new FailedServices([new ServiceError("web", "one"), new ServiceError("api", "two")]);
  assert.is(await fails(both), 'error: service "web": one\nerror: service "api": two\n');
});

test("what fails for several hosts at once is shown as what fails for one", async () => {
  const { err, failed } = await walk(["a", "b"], () => [], {
    prepare: async (hosts) => ({
      made: hosts.slice(1),
      failures: hosts.slice(0, 1).map(({ host }) => ({ host, error: nixFails("boom") })),
    }),
  });
  assert.is(err, "error: a: boom\nhint: wait\n");
  assert.equal(failed, ["a"]);
});

test("a wrong command line ends the loop", async () => {
  const visited: string[] = [];
  const walking = walk(["a", "b"], ({ host }) => {
    visited.push(host);
    throw new UsageError("no");
  });
  assert.is(await walking.then(String, (error: Error) => error.message), "no");
  assert.equal(visited, ["a"]);
});

test("a host without the services that are asked for is passed over", async () => {
  const seen: string[] = [];
  const services = new Selection(["only-b"]);
  await walk(
    ["a", "b"],
    ({ host, manifest: { services: own } }, at) => {
      seen.push(`${host} ${at}: ${own.map(({ name }) => name).join(" ")}`);
      return [];
    },
    { services },
  );
  assert.equal(seen, ["b b: only-b"]);
  assert.equal(services.unmet, []);
});

test.run();
