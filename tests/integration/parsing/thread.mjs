// A thread that does what a job's text says, and says on a channel that it has begun.
import { BroadcastChannel, parentPort, threadId } from "node:worker_threads";

const begun = new BroadcastChannel("begun");

parentPort.on("message", ({ text }) => {
  begun.postMessage(text);
  switch (text) {
    case "endless":
      for (;;);
    case "exit":
      return process.exit(3);
    case "throw":
      throw new Error("thrown");
    case "abort":
      return parentPort.postMessage({ gaveUp: "Aborted()" });
    case "defect":
      return parentPort.postMessage({ defect: "TypeError: x" });
    default:
      return parentPort.postMessage({ value: threadId });
  }
});
begun.unref();
