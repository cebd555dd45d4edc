/** What the symlinks of a closure may point to: the bytes of `readlink -e`, or a refusal, and from generate and build the same. */
import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { cli, DIRECTORY, STORE } from "./support.ts";

const TARGETS = join(DIRECTORY, "targets");
mkdirSync(TARGETS);

/** How a symlink of the store is made; `$out` is the last of them. */
const MADE = {
  plain: `ln -s ${TARGETS}/plain $out`,
  "chain-40": `ln -s ${TARGETS}/b39 $out`,
  "chain-41": `ln -s ${TARGETS}/b40 $out`,
  "chain-60": `ln -s ${TARGETS}/b59 $out`,
  tab: `ln -s "${TARGETS}/a$(printf '\\tb')" $out`,
  delete: `ln -s "${TARGETS}/a$(printf '\\177b')" $out`,
  c1: `ln -s "${TARGETS}/a$(printf '\\302\\233b')" $out`,
  "not-utf8": `ln -s "${TARGETS}/a$(printf '\\377')" $out`,
  "line-break": `ln -s "${TARGETS}/a$(printf '\\nb')" $out`,
};

execFileSync("/bin/sh", [
  "-c",
  String.raw`cd ${TARGETS}; touch plain "a$(printf '\tb')" "a$(printf '\177b')" "a$(printf '\302\233b')" "a$(printf '\377')" "$(printf 'a\nb')"
  ln -s plain b1; i=1; while [ $i -lt 60 ]; do ln -s b$i b$((i + 1)); i=$((i + 1)); done`,
]);

writeFileSync(
  join(DIRECTORY, "hosts.nix"),
  `builtins.mapAttrs (name: script: {
    config.confinedUnits.dialect = "2024";
    config.systemd.services.web = {
      serviceConfig.PrivateTmp = true;
      confinement = {
        enable = true; mode = "full-apivfs"; fullUnit = false; binSh = null;
        packages = [ "\${derivation {
          inherit name; system = builtins.currentSystem; PATH = "/bin:/usr/bin"; builder = "/bin/sh"; args = [ "-c" script ];
        }}" ];
      };
    };
  }) (builtins.fromJSON (builtins.readFile ./made.json))`,
);
writeFileSync(join(DIRECTORY, "made.json"), JSON.stringify(MADE));

interface Made {
  code: number | null;
  stderr: string;
  bytes: string | null;
}

function made(host: string, how: "generate" | "build"): Made {
  const out = join(DIRECTORY, `${how}-${host}`);
  const option = how === "build" ? "--out-link" : "--out";
  const { code, stderr } = cli([how, "--file", "hosts.nix", "--host", host, option, out], { env: STORE });
  const file = join(out, "lib/systemd/system/web.service.d/confinement.conf");
  const bytes = code === 0 ? readFileSync(file, "latin1") : null;
  rmSync(out, { recursive: true, force: true });
  return { code, stderr, bytes };
}

/** What the reference's script writes: with bytes that are no text, hence as latin1. */
function reference(host: string): string {
  const file = made(host, "generate").bytes!;
  const [, path = ""] = /:(\/\S+)$/m.exec(file) ?? [];
  const source = execFileSync("readlink", ["-e", path], { encoding: "latin1" }).replace(/\n$/, "");
  return `[Service]\nBindReadOnlyPaths=${source}:${path}\n`;
}

const BUILT: [host: string, warning: RegExp | null][] = [
  ["plain", null],
  ["chain-40", null],
  ["chain-41", /-chain-41 is a chain of more than 40 symlinks/],
  ["chain-60", /-chain-60 is a chain of more than 40 symlinks/],
  ["tab", /systemd reads in its own way/],
  ["delete", null],
  ["c1", null],
];

for (const [host, warning] of BUILT) {
  test(`${host}: the bytes of the reference, from generate and build`, () => {
    const [generated, built] = [made(host, "generate"), made(host, "build")];
    assert.is(generated.code, 0, generated.stderr);
    assert.is(built.code, 0, built.stderr);
    assert.is(generated.bytes, reference(host));
    assert.is(built.bytes, generated.bytes);
    if (warning === null) assert.is(generated.stderr.match(/^warning:.*/gm), null);
    else assert.match(generated.stderr, warning);
  });
}

const REFUSED: [host: string, reason: RegExp][] = [
  [
    "not-utf8",
    /^error: service "web": .*\/a\\xff would be bound, and it is not UTF-8.*\nhint: rename the file/m,
  ],
  [
    "line-break",
    /^error: service "web": .*a\\nb" would be bound, and the line break in it ends.*\nhint: rename the file/m,
  ],
];

for (const [host, reason] of REFUSED) {
  test(`${host}: refused by generate and build, with the reason and the same exit status`, () => {
    for (const how of ["generate", "build"] as const) {
      const { code, stderr } = made(host, how);
      assert.is(code, 1, `${how}: ${stderr}`);
      assert.match(stderr, reason);
    }
  });
}

test.run();
