/**
 * `node interrupt.mjs SIGNAL COMMAND…`: runs a command in a process group of its own and, once it says that it builds, sends the
 * group the signal, as Ctrl-C does. Ends as the command does.
 */
import { spawn } from "node:child_process";

const [signal, command, ...args] = process.argv.slice(2);
const child = spawn(command, args, { detached: true, stdio: ["ignore", "inherit", "pipe"] });
let said = "";
child.stderr.on("data", (chunk) => {
  process.stderr.write(chunk);
  const before = said;
  said += String(chunk);
  if (/^building /m.test(said) && !/^building /m.test(before)) process.kill(-child.pid, signal);
});
child.once("close", (status) => (process.exitCode = status ?? 99));
