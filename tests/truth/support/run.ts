import { boot } from "../../system/support/boot.ts";
import { MACHINE_ARGUMENTS, MACHINE_UNITS, machineScript } from "./machine.ts";
import type { Built } from "./host.ts";
import { outcomesOf, type Outcome } from "./outcome.ts";

/** Units that are started at once. */
const AT_ONCE = 24;

const PROPERTIES = "Id,LoadState,ActiveState,SubState,Result,ExecMainCode,ExecMainStatus";

/**
 * Starts services under a real systemd. Those of one `phase` run side by side: variants of a service, which would meet
 * in their directories and ports, belong into different ones. What is started of a template is its instance `one`.
 */
export function runServices(built: Built, phases: readonly (readonly string[])[]): Map<string, Outcome> {
  const services = Object.entries(built.units).map(([path, text]) => [
    path,
    // What a unit that ended well said of itself is forgotten without it.
    path.endsWith(".service") ? `${text}RemainAfterExit=yes\n` : text,
  ]);
  const started = phases.map((phase) => phase.map(instanceOf));
  const script = [
    ...started.flatMap((phase) => [
      machineScript(built.paths),
      ...chunks(phase).map((units) => `systemctl start ${units.join(" ")}`),
    ]),
    ...chunks(started.flat()).map(
      (units) => `systemctl show -p ${PROPERTIES} ${units.join(" ")} >> /e2e/out/show; echo >> /e2e/out/show`,
    ),
    "journalctl --sync",
    "journalctl -b -o json --all > /e2e/out/journal",
  ];
  const booted = boot({
    units: { ...Object.fromEntries(services), ...MACHINE_UNITS },
    script: script.join("\n"),
    arguments: MACHINE_ARGUMENTS,
    timeoutSeconds: 570,
  });
  const byUnit = outcomesOf(booted.get("show") ?? "", booted.get("journal") ?? "");
  return new Map(
    phases.flat().map((name) => {
      const outcome = byUnit.get(instanceOf(name));
      if (outcome === undefined) throw new Error(`systemd says nothing of ${name}`);
      return [name, outcome];
    }),
  );
}

const instanceOf = (name: string) => (name.endsWith("@") ? `${name}one.service` : `${name}.service`);

function chunks(units: readonly string[]): string[][] {
  const count = Math.ceil(units.length / AT_ONCE);
  return Array.from({ length: count }, (_, index) => units.slice(index * AT_ONCE, (index + 1) * AT_ONCE));
}
