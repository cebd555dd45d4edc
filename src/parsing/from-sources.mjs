// The worker's entry where the program runs from its sources: Node 20 gives a worker no loader of TypeScript.
import { register } from "tsx/esm/api";

register();
await import("./main.ts");
