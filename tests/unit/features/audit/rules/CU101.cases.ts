import rule from "../../../../../src/features/audit/rules/CU101-command-not-in-chroot.ts";
import type { Cases } from "../cases.ts";
import { app, command, coreutils, curl, glibc, script, searchPath } from "../facts.ts";

const PATH = `${coreutils}/bin:${curl}/bin`;
const shell = { commands: [command("curl")] };

export default {
  rule,
  finds: {
    "a command of a package that only PATH has": { shell, environment: { PATH } },
    "with our module": { shell, environment: { PATH }, ownModule: true },
    "each command once, those behind it too": {
      shell: { commands: [command("curl"), command("curl"), command("mv", { confidence: "medium" })] },
      environment: { PATH },
    },
    "the first directory of PATH that has it, though it is not a store path": {
      shell,
      environment: { PATH: `/opt/bin:${PATH}` },
      tree: { "/opt/bin/curl": "" },
    },
    "a PATH that the script sets": { shell: { ...shell, searchPaths: [searchPath([`${curl}/bin`])] } },
    "a PATH that the script extends": {
      shell: { ...shell, searchPaths: [searchPath([`${coreutils}/bin`, "$PATH"])] },
      environment: { PATH },
    },
    "another command has a computed PATH": {
      shell: { ...shell, searchPaths: [searchPath([null], true)] },
      environment: { PATH },
    },
    "a command with a plus runs in the chroot": {
      shell,
      environment: { PATH },
      config: { ExecStart: `+${script}` },
    },
    "a file of the host may set PATH": {
      shell,
      environment: { PATH },
      config: { EnvironmentFile: "/run/secrets/env" },
    },
    "busybox has the command itself": {
      shell: { commands: [command("mv", { via: ["xargs"] }), command("curl", { via: ["timeout"] })] },
      environment: { PATH: `${app}/bin:${PATH}` },
      tree: { [`${app}/bin/xargs`]: "-> busybox", [`${app}/bin/busybox`]: "" },
    },
    "sudo has a PATH of its own": {
      shell: { commands: [command("curl", { via: ["sudo"] })] },
      environment: { PATH },
    },
    "written as `script`, in each service's own option": {
      name: "backup job",
      shell,
      environment: { PATH },
      defined: ["script"],
      config: { ExecStartPre: `-${script}` },
    },
  },
  clean: {
    "its package is in the chroot": { shell, environment: { PATH }, inside: [app, glibc, curl] },
    "a later directory of PATH is in the chroot": {
      shell,
      environment: { PATH: `${curl}/bin:${coreutils}/bin` },
      tree: { [`${coreutils}/bin/curl`]: "" },
      inside: [app, coreutils],
    },
    "no directory of PATH has it": { shell: { commands: [command("convert")] }, environment: { PATH } },
    "the script checks for it": {
      shell: { commands: [command("curl", { confidence: "low" })] },
      environment: { PATH },
    },
    "the script computes its PATH": {
      shell: { ...shell, searchPaths: [searchPath([null, `${curl}/bin`])] },
      environment: { PATH },
    },
    "its name is computed": { shell: { commands: [command(null)] }, environment: { PATH } },
    "it is written with its directory": {
      shell: { commands: [command("curl", { kind: "absolute" })] },
      environment: { PATH },
    },
    "a directory that is relative": { shell, environment: { PATH: "bin" }, tree: { "bin/curl": "" } },
    "it runs outside of the chroot": {
      shell,
      environment: { PATH },
      config: { ExecStart: [], ExecStartPre: script, RootDirectoryStartOnly: true },
    },
    "there is no script": { environment: { PATH } },
  },
} satisfies Cases;
