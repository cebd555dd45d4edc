import type { Command } from "./cli/command.ts";

/** A command by its name; what it needs is loaded when it is used. */
export interface CommandEntry {
  name: string;
  load(): Promise<Command>;
}

/** The list of features, in the order of `--help`. */
export const COMMANDS: readonly CommandEntry[] = [
  { name: "list", load: async () => (await import("./features/list/command.ts")).command },
  { name: "generate", load: async () => (await import("./features/generate/command.ts")).command },
  { name: "build", load: async () => (await import("./features/build/command.ts")).command },
  { name: "check", load: async () => (await import("./features/check/command.ts")).command },
  { name: "manifest", load: async () => (await import("./features/manifest/command.ts")).command },
  { name: "diff", load: async () => (await import("./features/diff/command.ts")).command },
  { name: "explain", load: async () => (await import("./features/explain/command.ts")).command },
  { name: "audit", load: async () => (await import("./features/audit/command.ts")).command },
  { name: "suggest", load: async () => (await import("./features/suggest/command.ts")).command },
  { name: "enter", load: async () => (await import("./features/enter/command.ts")).command },
  { name: "why-failed", load: async () => (await import("./features/why-failed/command.ts")).command },
  { name: "doctor", load: async () => (await import("./features/doctor/command.ts")).command },
  { name: "completion", load: async () => (await import("./features/completion/command.ts")).command },
];

/** All commands, loaded. */
export const loadCommands = (): Promise<Command[]> => Promise.all(COMMANDS.map(({ load }) => load()));
