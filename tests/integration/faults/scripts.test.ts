import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { begin, cli, DIRECTORY } from "./support.ts";

/** Hosts by name, each with one service that starts scripts; a script is the text behind its first line. */
function write(file: string, hosts: Record<string, Record<string, string>>): string[] {
  const service = (scripts: Record<string, string>) => {
    const lines = Object.entries(scripts).map(([name, text]) => {
      writeFileSync(join(DIRECTORY, `${name}.sh`), `#!/bin/sh\n${text}`);
      return `"\${builtins.toFile "${name}" (builtins.readFile ./${name}.sh)}"`;
    });
    return `{
      config.confinedUnits.dialect = "2024";
      config.systemd.services.web = {
        serviceConfig.PrivateTmp = true;
        serviceConfig.ExecStart = [ ${lines.join(" ")} ];
        confinement = { enable = true; mode = "full-apivfs"; fullUnit = false; binSh = null; packages = [ ]; };
      };
    }`;
  };
  const texts = Object.entries(hosts).map(([name, scripts]) => `${name} = ${service(scripts)};`);
  writeFileSync(join(DIRECTORY, file), `{ ${texts.join("\n")} }`);
  return ["--file", file, ...Object.keys(hosts).flatMap((name) => ["--host", name])];
}

const HOSTILE: Record<string, string> = {
  expand: `echo ${"${a/".repeat(225_000)}`,
  pipes: "a |\n".repeat(12_000),
};

/** Store paths without their hashes. */
const short = (text: string) => text.replaceAll(/[0-9a-z]{32}-/g, "");

test("a script that cannot be looked at is unknown, and the second host is reported", () => {
  const args = write("hostile.nix", { a: HOSTILE, b: { fine: "frobnicate\n" } });
  const { code, stdout, stderr } = cli(["audit", ...args]);
  assert.is(code, 1, stderr);
  assert.is(stderr, "");
  const [first, second] = short(stdout).split("\n\n");
  assert.match(
    first!,
    "unknown web: script /nix/store/expand was not looked at: it has a line of more than 65,536 bytes\n" +
      "unknown web: script /nix/store/pipes was not looked at: its parser gave up: Aborted()\n",
  );
  assert.match(first!, /2 not looked at$/m);
  assert.not.match(first!, "no findings");
  assert.match(second!, /^b\n.*frobnicate.* is run from PATH/ms);
});

test("programs get what was not looked at by service", () => {
  const args = write("hostile.nix", { a: HOSTILE, b: { fine: "exit\n" } });
  const { stdout, stderr } = cli(["audit", "--json", ...args]);
  const { hosts } = JSON.parse(short(stdout)) as { hosts: { host: string; services: unknown }[] };
  assert.equal(
    hosts.map(({ host, services }) => [host, services]),
    [
      [
        "a",
        [
          {
            name: "web",
            unknown: [
              { what: "script /nix/store/expand", why: "it has a line of more than 65,536 bytes" },
              { what: "script /nix/store/pipes", why: "its parser gave up: Aborted()" },
            ],
          },
        ],
      ],
      ["b", [{ name: "web", unknown: [] }]],
    ],
    stderr,
  );
});

test("the commands that look at one service say what they have not looked at", () => {
  const args = write("one.nix", { a: { expand: HOSTILE["expand"]! } });
  const { stdout, stderr } = cli(["suggest", "web", ...args]);
  assert.match(short(stdout), "# - what `expand` does: it has a line of more than 65,536 bytes\n", stderr);
});

/** Each takes a second or so; together they take far longer than a signal on the busiest machine. */
const SLOW = Object.fromEntries(
  Array.from({ length: 100 }, (_, index) => [`slow${index}`, `# ${index}\n${"`a ".repeat(20_000)}`]),
);

for (const [signal, status] of [
  ["SIGTERM", 143],
  ["SIGINT", 130],
] as const) {
  test(`${signal} while scripts are parsed ends it at once`, async () => {
    const args = write("slow.nix", { a: SLOW });
    const running = begin(["audit", "-vv", ...args]);
    let printed = "";
    let isSent = false;
    running.child.stderr.on("data", (chunk) => {
      printed += String(chunk);
      // Once: at the very end a second one is the system's to handle.
      if (isSent || !printed.includes("reading /nix/store/")) return;
      isSent = running.child.kill(signal);
    });
    const { code, stdout, stderr } = await running.end();
    assert.is(code, status, stderr);
    assert.is(stdout, "");
    assert.match(stderr, `stopped by ${signal}`);
    // Of the hundred that it would have gone through.
    const read = stderr.split("reading /nix/store/").length - 1;
    assert.ok(read >= 1 && read < 50, stderr);
  });
}

test.run();
