import type { ChildProcess } from "node:child_process";

const FATAL_SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

type FatalSignal = (typeof FATAL_SIGNALS)[number];

interface Child {
  process: ChildProcess;
  onSignal: (signal: FatalSignal) => void;
}

const children = new Set<Child>();

/**
 * Watches over the leader of a process group until `release` is called: a signal that would end us is handed to `onSignal`
 * (Ctrl-C does not reach such a group), and when we end anyway the group is killed.
 */
export function watchChild(
  process: ChildProcess,
  onSignal: (signal: FatalSignal) => void,
): { release: () => void } {
  const child = { process, onSignal };
  if (children.size === 0) listen();
  children.add(child);
  return {
    release: () => {
      children.delete(child);
      if (children.size === 0) unlisten();
    },
  };
}

/** Sends TERM to a process group, and KILL to what is left of it once its leader ended or a grace period is over. */
export function stopGroup(leader: ChildProcess, graceMs: number): void {
  signalGroup(leader, "SIGTERM");
  const killer = setTimeout(() => signalGroup(leader, "SIGKILL"), graceMs);
  leader.once("exit", () => {
    clearTimeout(killer);
    signalGroup(leader, "SIGKILL");
  });
}

/** A group that is gone is not an error. */
function signalGroup(leader: ChildProcess, signal: NodeJS.Signals): void {
  if (leader.pid === undefined) return;
  try {
    process.kill(-leader.pid, signal);
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "ESRCH")) throw error;
  }
}

function listen(): void {
  for (const signal of FATAL_SIGNALS) process.on(signal, passOn);
  process.on("exit", killAll);
}

function unlisten(): void {
  for (const signal of FATAL_SIGNALS) process.off(signal, passOn);
  process.off("exit", killAll);
}

function passOn(signal: FatalSignal): void {
  for (const child of children) child.onSignal(signal);
}

function killAll(): void {
  for (const child of children) signalGroup(child.process, "SIGKILL");
}
