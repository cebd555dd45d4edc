import { realiseNamed } from "../cli/service-facts.ts";
import { ignoresOf, suppress } from "../diagnostics/suppress.ts";
import { auditHost, namedContexts } from "../features/audit/adapters/audit-host.ts";
import { auditData, type AuditData } from "../features/audit/document.ts";
import { machineFiles } from "../fs/files.ts";
import { parseWorker } from "../parsing/client.ts";
import { openRounds } from "../cli/rounds.ts";
import { openSources } from "../nix-source/sources.ts";
import type { Policy } from "../service/limits.ts";
import type { GeneratedHost } from "./generate.ts";
import { withNix, type NixOptions } from "./nix.ts";

export interface AuditOptions extends NixOptions {
  /** Findings to ignore, besides those that the configuration itself ignores; without `service`, in every service. */
  ignore?: readonly { code: string; service?: string; reason: string }[];
  /** What chroots may hold. */
  policy?: Policy;
}

/**
 * Finds what the chroots of a host lack, which settings conflict, and what is exposed needlessly: the data of `audit --json` for this
 * host. What services name besides their packages is built or downloaded to be looked into. Needs a manifest of full depth.
 */
export function audit(host: GeneratedHost, options: AuditOptions = {}): Promise<AuditData> {
  const { policy, signal, ignore = [], onWarning: warn = () => {} } = options;
  return withNix(options, async (nix) => {
    const isNamedThere = await realiseNamed({ nix, warn }, namedContexts(host.manifest.services));
    const parser = parseWorker({ signal, onError: ({ message }) => warn(message) });
    try {
      const files = machineFiles();
      const { findings, services } = await auditHost(
        { ...host, isNamedThere },
        {
          files,
          rounds: openRounds({ parser }, files),
          sources: openSources(parser, host.workingTrees),
          signal,
          ...(policy === undefined ? {} : { policy }),
        },
      );
      const given = ignore.map(({ service = null, ...each }) => ({ ...each, service }));
      return auditData(suppress(findings, [...given, ...ignoresOf(host.manifest)]), services);
    } finally {
      parser.close();
    }
  });
}
