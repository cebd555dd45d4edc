import type { CommandModule } from "yargs";
import type { Runner } from "./cli/runner.ts";

/** A command as `--help`, the completions and the man page name it; what it needs is loaded when it is used. */
export interface CommandEntry {
  name: string;
  describe: string;
  // oxlint-disable-next-line typescript/no-explicit-any -- each command has arguments of its own, which yargs gives it
  load: () => Promise<(run: Runner) => CommandModule<object, any>>;
}

export const COMMANDS: readonly CommandEntry[] = [
  {
    name: "list",
    describe: "The confined services of hosts: mode, dialect, store paths, size",
    load: async () => (await import("./features/list/command.ts")).listCommand,
  },
  {
    name: "generate",
    describe: "Write the drop-ins of hosts into a folder",
    load: async () => (await import("./features/generate/command.ts")).generateCommand,
  },
  {
    name: "build",
    describe: "Build the drop-ins of hosts as derivations, one per host",
    load: async () => (await import("./features/build/command.ts")).buildCommand,
  },
  {
    name: "check",
    describe: "Compare the drop-ins of hosts with what nixpkgs' own module builds",
    load: async () => (await import("./features/check/command.ts")).checkCommand,
  },
  {
    name: "manifest",
    describe: "Print the manifests of hosts, for use with --manifest",
    load: async () => (await import("./features/manifest/command.ts")).manifestCommand,
  },
  {
    name: "diff",
    describe: "What changes in the chroots between two flakes, revisions, manifests or outputs",
    load: async () => (await import("./features/diff/command.ts")).diffCommand,
  },
  {
    name: "explain",
    describe: "What is in a service's chroot, and why",
    load: async () => (await import("./features/explain/command.ts")).explainCommand,
  },
  {
    name: "audit",
    describe: "What will be missing in chroots, what conflicts, and what is there too much",
    load: async () => (await import("./features/audit/command.ts")).auditCommand,
  },
  {
    name: "suggest",
    describe: "What to write so that a service is confined and passes the audit, as Nix",
    load: async () => (await import("./features/suggest/command.ts")).suggestCommand,
  },
  {
    name: "enter",
    describe: "A shell or a command in a service's chroot, without deploying it",
    load: async () => (await import("./features/enter/command.ts")).enterCommand,
  },
  {
    name: "why-failed",
    describe: "Why a unit failed: the path, the option, and what to add",
    load: async () => (await import("./features/why-failed/command.ts")).whyFailedCommand,
  },
  {
    name: "doctor",
    describe: "Which Nix this is, and what commands can do on this machine",
    load: async () => (await import("./features/doctor/command.ts")).doctorCommand,
  },
  {
    name: "completion",
    describe: "Print a completion script for a shell, or the manual page",
    load: async () => (await import("./features/completion/command.ts")).completionCommand,
  },
];
