import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { nixEnvironment } from "../../support/nix.ts";
import type { FixModule } from "./host.ts";
import { predictsFailure } from "./judge.ts";
import type { PredictedFinding } from "./prediction.ts";

/** A fix that the audit proposes for a service, or all of a service's. */
export interface ProposedFix {
  service: string;
  /** What the service is called that has it. */
  name: string;
  codes: string[];
  /** Of each module that is joined. */
  modules: string[][];
  /** All fixes of the service: with them it has to work. */
  all: boolean;
}

/** The fixes that nobody has to complete, each once, and all of a service's together where it has some. */
export function proposedFixes(findings: readonly PredictedFinding[]): ProposedFix[] {
  return [...new Set(findings.map(({ service }) => service))].flatMap((service) => {
    const byText = new Map<string, { codes: Set<string>; lines: string[] }>();
    for (const { code, fixes } of findings.filter(
      (each) => each.service === service && predictsFailure(each),
    )) {
      for (const { applicability, lines } of fixes) {
        if (applicability === "manual" || lines.length === 0) continue;
        const key = lines.join("\n");
        const seen = byText.get(key) ?? { codes: new Set<string>(), lines };
        byText.set(key, { ...seen, codes: seen.codes.add(code) });
      }
    }
    const each = [...byText.values()];
    const single = each.map(({ codes, lines }, index) => ({
      service,
      name: named(service, `-fix${index + 1}`),
      codes: [...codes],
      modules: [lines],
      all: each.length === 1,
    }));
    if (each.length < 2) return single;
    const codes = [...new Set(single.flatMap((fix) => fix.codes))];
    const modules = each.map(({ lines }) => lines);
    return [...single, { service, name: named(service, "-fixed"), codes, modules, all: true }];
  });
}

/** A service's name with an end, which stands before the `@` of a template. */
export function named(service: string, end: string): string {
  return service.endsWith("@") ? `${service.slice(0, -1)}${end}@` : `${service}${end}`;
}

/** Writes a fix as modules into a directory; null: it does not parse. */
export function writeFix({ service, name, modules }: ProposedFix, directory: string): FixModule | null {
  const files = modules.map((lines, index) => {
    const file = join(directory, `${name.replaceAll("@", "-at")}-${index}.nix`);
    const body = lines.map((line) => `    ${line}`).join("\n");
    writeFileSync(file, `{ config, lib, pkgs }: {\n  systemd.services."${service}" = {\n${body}\n  };\n}\n`);
    return file;
  });
  const { status } = spawnSync("nix-instantiate", ["--parse", ...files], { env: nixEnvironment() });
  return status === 0 ? { service, name, files } : null;
}
