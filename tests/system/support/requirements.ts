import { spawnSync } from "node:child_process";
import { accessSync, constants, existsSync } from "node:fs";
import { delimiter, join } from "node:path";

/** Where a program is, or null. */
export function findProgram(name: string): string | null {
  const directories = (process.env["PATH"] ?? "").split(delimiter);
  return (
    [...directories, "/usr/sbin", "/sbin"].map((directory) => join(directory, name)).find(isExecutable) ??
    null
  );
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** A shell and its tools in one static program, or null where this machine has none. */
export function staticBusybox(): string | null {
  const found = findProgram("busybox");
  if (found === null) return null;
  // A dynamic one names its loader.
  const { stdout } = spawnSync(found, ["strings", found], {
    encoding: "latin1",
    maxBuffer: 64 * 1024 * 1024,
  });
  return /^\/lib.*\/ld-.*\.so/m.test(stdout) ? null : found;
}

/** Why services cannot be run under a real systemd here, or null. */
export function whyNoSystemd(): string | null {
  if (process.getuid?.() !== 0) return "systemd is booted in a container as root only";
  for (const program of ["systemd-nspawn", "nix-build", "timeout"]) {
    if (findProgram(program) === null) return `${program} is not installed`;
  }
  if (!existsSync("/lib/systemd/systemd")) return "systemd is not installed as an init";
  if (staticBusybox() === null) return "there is no static busybox (package busybox-static)";
  const unified = existsSync("/sys/fs/cgroup/unified") ? "/sys/fs/cgroup/unified" : "/sys/fs/cgroup";
  if (!existsSync(join(unified, "cgroup.procs"))) return "there is no cgroup v2 hierarchy";
  return null;
}
