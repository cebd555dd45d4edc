import { FROM_DIALECT } from "../../reference/settings.ts";
import type { FullService } from "../manifest/types.ts";
import { finding, type Finding } from "./finding.ts";

/** What a systemd says of one line of a service's unit. */
export interface Complaint {
  line: number;
  message: string;
}

/** Told of by rules of our own, which know more than a message. */
const OWN = ["CU302", "CU303", "CU304", "CU312"];

/** Settings that systemd has had since versions that the one at hand may be older than. */
const NEWER =
  /^(?:ImportCredential|MemoryPressureThresholdSec|MemoryPressureWatch|MemoryZSwapMax|MemoryZSwapWriteback|NFTSet|OpenFile|PrivateBPF|PrivatePIDs|ProtectHostname|RestartMaxDelaySec|RestartMode|RestartSteps|RootEphemeral|RootImagePolicy|MountImagePolicy|ExtensionImagePolicy|SetLoginEnvironment|ReloadSignal|LogFilterPatterns|StartupMemory\w+|DefaultStartupMemoryLow|ManagedOOMMemoryPressureDurationSec|DelegateSubgroup|CoredumpReceive|FileDescriptorStorePreserve|MemoryKSM|PAMName|RefreshOnReload|ConcurrencySoftMax|ConcurrencyHardMax|UserNamespacePath|BPFDelegate\w+|LUOSession)$/;

/** Lines that systemd ignores, as findings; `known` are those of the rules. */
export function ignoredLines(
  service: FullService,
  unitText: string,
  complaints: readonly Complaint[],
  version: string,
  known: readonly Finding[],
): Finding[] {
  const lines = unitText.split("\n");
  return complaints.flatMap(({ line, message }) => {
    const [, name] = /^\s*([^=\s]+)\s*=/.exec(lines[line - 1] ?? "") ?? [];
    // What confinement itself writes is nobody's to mend.
    if (name === undefined || FROM_DIALECT.includes(name) || !/ignor/i.test(message)) return [];
    if (/^Unknown (?:key|lvalue)/.test(message) && (NEWER.test(name) || name.startsWith("X-"))) return [];
    const section = lines.slice(0, line).findLast((each) => /^\[.*\]$/.test(each.trim()));
    const option = [section?.trim() === "[Service]" ? "serviceConfig" : "unitConfig", name];
    const isKnown = known.some((each) => OWN.includes(each.code) && each.option.join() === option.join());
    const words = { line: lines[line - 1]!.trim(), message, version };
    return isKnown ? [] : [finding({ service, full: service.full }, "CU313", words, { option })];
  });
}
