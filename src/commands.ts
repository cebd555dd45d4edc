import type { Command } from "./cli/command.ts";

/**
 * A command by its name and its summary, from which `--help` is made without loading any; all else is loaded when it is used. The
 * command has both as well: tests/unit/commands.test.ts compares them.
 */
export interface CommandEntry {
  name: string;
  summary: string;
  load(): Promise<Command>;
}

/** The list of features, in the order of `--help`. */
export const COMMANDS: readonly CommandEntry[] = [
  {
    name: "list",
    summary: "List the confined services of hosts: mode, rules of nixpkgs, store paths, size",
    load: async () => (await import("./features/list/command.ts")).command,
  },
  {
    name: "generate",
    summary: "Write the drop-ins of hosts into a directory",
    load: async () => (await import("./features/generate/command.ts")).command,
  },
  {
    name: "build",
    summary: "Build the drop-ins of hosts as derivations, one per host",
    load: async () => (await import("./features/build/command.ts")).command,
  },
  {
    name: "check",
    summary: "Compare the drop-ins of hosts with what nixpkgs' own module builds",
    load: async () => (await import("./features/check/command.ts")).command,
  },
  {
    name: "manifest",
    summary: "Print the manifests of hosts, for use with --manifest",
    load: async () => (await import("./features/manifest/command.ts")).command,
  },
  {
    name: "diff",
    summary: "Compare the chroots of two flakes, revisions, manifests or outputs",
    load: async () => (await import("./features/diff/command.ts")).command,
  },
  {
    name: "explain",
    summary: "Show what is in a service's chroot, and why",
    load: async () => (await import("./features/explain/command.ts")).command,
  },
  {
    name: "audit",
    summary: "Find what chroots lack, which settings conflict, and what is exposed needlessly",
    load: async () => (await import("./features/audit/command.ts")).command,
  },
  {
    name: "suggest",
    summary: "Print the Nix that confines a service and lets it pass the audit",
    load: async () => (await import("./features/suggest/command.ts")).command,
  },
  {
    name: "enter",
    summary: "Run a shell or a command in a service's chroot, without deploying it",
    load: async () => (await import("./features/enter/command.ts")).command,
  },
  {
    name: "why-failed",
    summary: "Explain why a unit failed: the path, the option, and what to add",
    load: async () => (await import("./features/why-failed/command.ts")).command,
  },
  {
    name: "doctor",
    summary: "Check this machine: Nix, sandbox, systemd, bubblewrap",
    load: async () => (await import("./features/doctor/command.ts")).command,
  },
  {
    name: "completion",
    summary: "Print a completion script for a shell, or the manual page",
    load: async () => (await import("./features/completion/command.ts")).command,
  },
];

/** All commands, loaded. */
export const loadCommands = (): Promise<Command[]> => Promise.all(COMMANDS.map(({ load }) => load()));
