const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/**
 * Aborted by the first signal that asks us to end; its reason is the signal's name. Call it before anything is started:
 * code that starts a program listens to signals, too, and a signal that nobody else handles would then be lost.
 */
export function abortOnSignals(): AbortController {
  const interrupted = new AbortController();
  // Not once: a second Ctrl-C would end the program before it has cleaned up.
  for (const name of SIGNALS) process.on(name, () => interrupted.abort(name));
  return interrupted;
}
