/**
 * Nothing of the auditing machine's file system is in an answer but its store: the same manifest is audited here and where the root
 * directory is another one, which has all that the hosts look for and this machine lacks, and lacks what it has.
 */
import { spawnSync } from "node:child_process";
import { mkdtempSync, mkdirSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, delimiter, join } from "node:path";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { nixEnvironment } from "../../../support/nix.ts";
import { root } from "../../../support/run.ts";
import { skipped } from "../../../support/skip.ts";

const directory = realpathSync(mkdtempSync(join(tmpdir(), "confined-units-foreign-")));
process.once("exit", () => rmSync(directory, { recursive: true, force: true }));

const CLI = join(root, "dist/cli.cjs");
const NIX = ["nix", "nix-store", "nix-build", "nix-instantiate"];

/** Where a program of PATH is. */
function found(program: string): string {
  const places = (process.env["PATH"] ?? "").split(delimiter).map((each) => join(each, program));
  const [path] = places.flatMap((place) => {
    try {
      return [realpathSync(place)];
    } catch {
      return [];
    }
  });
  if (path === undefined) throw new Error(`${program} is not on PATH`);
  return path;
}

/** Without systemd-analyze, which depends on the machine (CU313). */
const here: NodeJS.ProcessEnv = { ...nixEnvironment(), PATH: join(directory, "bin") };
mkdirSync(join(directory, "bin"));
for (const name of NIX) symlinkSync(found(name), join(directory, "bin", name));

interface Ran {
  code: number | null;
  stdout: string;
  stderr: string;
}

function run(program: string, args: readonly string[], env: NodeJS.ProcessEnv, input = ""): Ran {
  const options = { cwd: "/", encoding: "utf8", env, input, maxBuffer: 1 << 28 } as const;
  const { status, stdout, stderr, error } = spawnSync(program, args, options);
  if (error !== undefined) throw error;
  return { code: status, stdout, stderr };
}

/** The file that starts a program, and the libraries that it loads. */
function loadedBy(program: string): { loaders: string[]; libraries: string[] } {
  const said = spawnSync("ldd", [program], { encoding: "utf8" }).stdout ?? "";
  return {
    loaders: [...said.matchAll(/^\s*(\/\S+) \(/gm)].map(([, path]) => path!),
    libraries: [...said.matchAll(/=> (\/\S+) \(/g)].map(([, path]) => path!),
  };
}

/** Another machine: the store, Node.js, Nix and the project with the hosts' Nix files are as here, all else is not. */
function elsewhere(decoys: readonly string[]): string[] {
  const programs = [["node", process.execPath], ...NIX.map((name) => [name, found(name)])] as const;
  const loaded = [process.execPath, found("nix")].map(loadedBy);
  const loaders = new Set(loaded.flatMap((each) => each.loaders));
  const libraries = new Map(loaded.flatMap((each) => each.libraries).map((path) => [basename(path), path]));
  const environment = {
    PATH: "/tools",
    LD_LIBRARY_PATH: "/tools/lib",
    HOME: "/elsewhere/home",
    TMPDIR: "/elsewhere",
    NIX_CONF_DIR: "/elsewhere",
    NIX_CONFIG: here["NIX_CONFIG"] ?? "",
    USER: "stranger",
    LC_ALL: "C",
    TZ: "Pacific/Chatham",
  };
  const shown = (path: string, target: string) => ["--ro-bind", realpathSync(path), target];
  return [
    "--die-with-parent --unshare-pid --clearenv --proc /proc --dev /dev --bind /nix/var /nix/var".split(" "),
    shown("/nix/store", "/nix/store"),
    programs.flatMap(([name, path]) => shown(path, `/tools/${name}`)),
    [...loaders].flatMap((path) => shown(path, path)),
    [...libraries].flatMap(([name, path]) => shown(path, `/tools/lib/${name}`)),
    ["dist", "examples"].flatMap((name) => shown(join(root, name), join(root, name))),
    ["--tmpfs", "/elsewhere"],
    ["/elsewhere/home", "/etc/foreign", ...decoys].flatMap((path) => ["--dir", path]),
    Object.entries(environment).flatMap(([name, value]) => ["--setenv", name, value]),
    ["--chdir", "/", "--", "/tools/node"],
  ].flat();
}

/** What the hosts may look for outside of the store. */
function hostPaths(answers: readonly string[]): string[] {
  const all = new Set(answers.flatMap((answer) => answer.match(/(?<=[\s"':=])\/[\w.+@/-]*\w/g) ?? []));
  return [...all].filter(
    (path) => !/^\/(?:nix|proc|sys|dev|bin|usr|tools)(?:\/|$)/.test(path) && !path.startsWith(root),
  );
}

/** A service that comes to the host's files through symlinks of the store: its configuration, its tools, and what it sources. */
const LINKS = `let
  link = name: target: derivation {
    inherit name;
    system = builtins.currentSystem;
    builder = "/bin/sh";
    PATH = "/usr/bin:/bin";
    args = [ "-c" "ln -s \${target} $out" ];
  };
  passwd = link "foreign-passwd" "/etc/passwd";
in
{
  config.confinedUnits.dialect = "2024";
  config.systemd.services.links = {
    environment.PATH = "\${link "foreign-tools" "/usr/bin"}";
    serviceConfig = {
      PrivateTmp = true;
      ExecStart = [
        "/bin/sh -c 'env; . \${link "foreign-profile" "/etc/profile"}'"
        "\${link "foreign-env" "/usr/bin/env"} --config \${passwd}"
      ];
    };
    confinement = { enable = true; mode = "full-apivfs"; fullUnit = false; binSh = "/bin/sh"; packages = [ "\${passwd}" ]; };
  };
}`;
writeFileSync(join(directory, "links.nix"), LINKS);

const COMMANDS = [
  ["audit", "--json", "--manifest", "-"],
  ["suggest", "*", "--json", "--manifest", "-"],
];

for (const file of [join(directory, "links.nix"), join(root, "examples/seeds")]) {
  test(`${basename(file)}: another root directory changes no byte of an answer`, () => {
    if (spawnSync("bwrap", ["--ro-bind", "/", "/", "--unshare-pid", "--proc", "/proc", "true"]).status !== 0)
      return skipped("bwrap makes no namespace here");
    const made = run(process.execPath, [CLI, "manifest", "--depth", "full", "--file", file], here);
    assert.is(made.code, 0, made.stderr);
    // This builds what the manifest names.
    const answers = COMMANDS.map((args) => run(process.execPath, [CLI, ...args], here, made.stdout));
    const decoys = hostPaths([made.stdout, ...answers.map(({ stdout }) => stdout)]);
    const sandbox = elsewhere(decoys);

    const seen = run(
      found("bwrap"),
      [
        ...sandbox,
        "-p",
        `JSON.stringify(["/bin", "/usr", "/etc/passwd", ...process.argv.slice(1)].map((path) => fs.existsSync(path)))`,
        "/etc/foreign",
      ],
      {},
    );
    assert.is(seen.stdout, "[false,false,false,true]\n", seen.stderr);

    for (const [index, args] of COMMANDS.entries()) {
      const answer = answers[index]!;
      assert.match(answer.stdout, /"code": "CU/, answer.stderr);
      const other = run(found("bwrap"), [...sandbox, CLI, ...args], {}, made.stdout);
      assert.is(other.stderr, answer.stderr.replaceAll(/^building .*\n/gm, ""));
      assert.fixture(other.stdout, answer.stdout);
      assert.is(other.code, answer.code);
    }
  });
}

test.run();
