import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

export interface BootRequest {
  /** Unit files and drop-ins, by their path below /run/systemd/system. */
  units: Readonly<Record<string, string>>;
  /** Shell commands; `start`, `keep` and `root_of` are at hand (run.sh). What they write to /e2e/out is given back. */
  script: string;
  /** Other arguments of systemd-nspawn; without `--bind…=…:/nix/store` the store of this machine is there, read-only. */
  arguments?: readonly string[];
  timeoutSeconds?: number;
  /** Files for the script, by their path below /e2e. */
  files?: Readonly<Record<string, string>>;
}

/** What a boot left in /e2e/out, by file name. */
export type Booted = ReadonlyMap<string, string>;

/** What mounting an image needs in the container. */
export const LOOP_DEVICES = readdirSync("/dev")
  .filter((name) => /^loop(\d+|-control)$/.test(name))
  .map((name) => `--bind=/dev/${name}`);

const E2E_UNITS = {
  "e2e.target": "[Unit]\nRequires=e2e.service\n",
  "e2e.service": [
    "[Unit]",
    "Requires=systemd-journald.service",
    "After=systemd-journald.service systemd-tmpfiles-setup.service",
    "Wants=systemd-tmpfiles-setup.service",
    "[Service]",
    "Type=oneshot",
    "ExecStart=/bin/sh /e2e/run.sh",
    "StandardOutput=append:/e2e/out/run.log",
    "StandardError=append:/e2e/out/run.log",
    "ExecStopPost=systemctl poweroff --force --no-block",
    "",
  ].join("\n"),
};

let boots = 0;

/** Boots systemd as PID 1 of a container, runs a script under it and powers off. Throws where it does not come that far. */
export function boot({
  units,
  script,
  arguments: own = [],
  files = {},
  // Of a boot that hangs: one that works takes a second, and ten times as long on a busy machine.
  timeoutSeconds = 180,
}: BootRequest): Booted {
  const share = mkdtempSync(join(tmpdir(), "confined-units-e2e-"));
  try {
    const write = (path: string, text: string) => {
      mkdirSync(dirname(join(share, path)), { recursive: true });
      writeFileSync(join(share, path), text);
    };
    for (const [path, text] of Object.entries(E2E_UNITS)) write(`system/${path}`, text);
    for (const directory of ["out", "units"]) mkdirSync(join(share, directory));
    for (const [path, text] of Object.entries(units)) write(`units/${path}`, text);
    for (const [path, text] of Object.entries(files)) write(path, text);
    write("test.sh", `${script}\necho done > /e2e/out/finished\n`);
    cpSync(join(import.meta.dirname, "run.sh"), join(share, "run.sh"));

    const store = own.some((argument) => /^--bind.*:\/nix\/store$/.test(argument))
      ? []
      : ["--bind-ro=/nix/store"];
    const name = `confined-units-${process.pid}-${++boots}`;
    const tree = process.env["E2E_TREE"] ?? "/";
    const ended = spawnSync(
      "/bin/sh",
      [join(import.meta.dirname, "boot.sh"), name, tree, share, join(share, "system"), ...store, ...own],
      {
        encoding: "utf8",
        maxBuffer: 64 * 1024 * 1024,
        env: { ...process.env, E2E_TIMEOUT: String(timeoutSeconds) },
      },
    );
    const out = readOut(join(share, "out"));
    if (out.has("finished")) return out;
    throw new Error(
      `systemd did not finish (exit ${ended.status}):\n${ended.stdout}${ended.stderr}${out.get("run.log") ?? ""}`,
    );
  } finally {
    rmSync(share, { recursive: true, force: true });
  }
}

function readOut(directory: string): Map<string, string> {
  try {
    return new Map(readdirSync(directory).map((name) => [name, readFileSync(join(directory, name), "utf8")]));
  } catch {
    return new Map();
  }
}

/** A `key=value` or `key: value` file of a boot, read. */
export function facts(booted: Booted, file: string): Record<string, string> {
  const lines = (booted.get(file) ?? "").split("\n");
  return Object.fromEntries(
    lines.flatMap((line) => {
      const [, key, value] = /^([\w-]+)(?:: |=)(.*)$/.exec(line) ?? [];
      return key === undefined ? [] : [[key, value ?? ""]];
    }),
  );
}
