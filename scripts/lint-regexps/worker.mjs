// A thread that judges expressions with the build of recheck that is JavaScript alone.
import { createRequire } from "node:module";
import { parentPort } from "node:worker_threads";

const { checkSync } = createRequire(import.meta.url)("recheck/lib/browser.js");

parentPort.on("message", ({ source, flags, parameters }) => {
  const { status, complexity, attack, error } = checkSync(source, flags, parameters);
  parentPort.postMessage({
    status,
    why: [complexity?.summary, attack?.pattern, error?.kind].filter((each) => each !== undefined).join(", "),
  });
});
