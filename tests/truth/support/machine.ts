import { readFileSync } from "node:fs";
import { join } from "node:path";

/** Text of the script that makes what the machine has, given store paths by variable. */
export function machineScript(paths: Readonly<Record<string, string>>): string {
  const variables = Object.entries(paths).map(([name, path]) => `${name}=${path}`);
  return [...variables, readFileSync(join(import.meta.dirname, "../host/machine.sh"), "utf8")].join("\n");
}

const socket = (stream: string) => `[Socket]\nListenStream=${stream}\n`;

/** Units that listen for what the services connect to; nobody answers. */
export const MACHINE_UNITS = {
  "socket-activated.socket": socket("127.0.0.1:88"),
  "database.socket": socket("/run/postgresql/.s.PGSQL.5432"),
  "database.service": "[Service]\nExecStart=/bin/sleep 600\n",
  "bus.socket": socket("/run/dbus/system_bus_socket"),
  "bus.service": "[Service]\nExecStart=/bin/sleep 600\n",
};

/** Arguments of systemd-nspawn: ports of its own, and devices that machines have. */
export const MACHINE_ARGUMENTS = ["--private-network", "--bind=/dev/null:/dev/ttyUSB0"];
