import { distance } from "../../../base/did-you-mean.ts";

/** Settings of services that are mistaken for one another: systemd.exec(5), systemd.service(5), systemd.resource-control(5). */
const KNOWN =
  `AmbientCapabilities BindPaths BindReadOnlyPaths CacheDirectory CapabilityBoundingSet CPUQuota CPUWeight DeviceAllow DevicePolicy
DynamicUser Environment EnvironmentFile ExecCondition ExecReload ExecStart ExecStartPost ExecStartPre ExecStop ExecStopPost Group
IPAddressAllow IPAddressDeny InaccessiblePaths KillMode KillSignal LimitNOFILE LoadCredential LockPersonality LogsDirectory
MemoryDenyWriteExecute MemoryHigh MemoryMax MountAPIVFS NoExecPaths NoNewPrivileges NotifyAccess PIDFile PrivateDevices PrivateIPC
PrivateMounts PrivateNetwork PrivateTmp PrivateUsers ProcSubset ProtectClock ProtectControlGroups ProtectHome ProtectHostname
ProtectKernelLogs ProtectKernelModules ProtectKernelTunables ProtectProc ProtectSystem ReadOnlyPaths ReadWritePaths RemainAfterExit
RemoveIPC Restart RestartSec RestrictAddressFamilies RestrictFileSystems RestrictNamespaces RestrictRealtime RestrictSUIDSGID
RootDirectory RootDirectoryStartOnly RootImage RuntimeDirectory RuntimeDirectoryMode RuntimeDirectoryPreserve RuntimeMaxSec
SetCredential SocketBindAllow SocketBindDeny StandardError StandardInput StandardOutput StateDirectory StateDirectoryMode
SupplementaryGroups SyslogIdentifier SystemCallArchitectures SystemCallErrorNumber SystemCallFilter SystemCallLog TasksMax
TemporaryFileSystem TimeoutSec TimeoutStartSec TimeoutStopSec Type UMask User WatchdogSec WorkingDirectory`.split(
    /\s+/,
  );

/** Real settings that are near to a known one. */
const REAL = new Set([
  ...KNOWN,
  ..."CPUShares BlockIOWeight RestartMode ExecPaths LimitNPROC LimitCORE LimitAS LimitRSS MemoryLow MemoryMin PrivatePIDs RootHash RootVerity LogsDirectoryMode CacheDirectoryMode ConfigurationDirectory ConfigurationDirectoryMode SocketUser LimitNICE RestartForceExitStatus RestartSteps BusName StartLimitBurst TimeoutAbortSec LogLevelMax LoadCredentialEncrypted SetCredentialEncrypted ImportCredential ProtectControlGroupsEx PrivateBPF IOWeight LimitFSIZE LimitDATA LimitCPU LimitSTACK LimitMEMLOCK StartupCPUWeight".split(
    " ",
  ),
]);

const wordsOf = (name: string) =>
  (name.match(/[A-Z]+(?![a-z])|[A-Z][a-z]+/g) ?? [name]).toSorted().join(" ").toLowerCase();

/** The setting that a name was meant to be: its words in another order, in other letters, or up to two letters off. */
export function nearestSetting(name: string): string | null {
  if (REAL.has(name) || name.startsWith("X-")) return null;
  const mixed = KNOWN.find(
    (known) => wordsOf(known) === wordsOf(name) || known.toLowerCase() === name.toLowerCase(),
  );
  if (mixed !== undefined) return mixed;
  return name.length < 8 ? null : (KNOWN.find((known) => distance(known, name) <= 2) ?? null);
}

/** Values that were seen in the wild, with what was meant. */
export const VALUES: Record<string, Record<string, string>> = {
  RestrictAddressFamilies: {
    AD_INET: "AF_INET",
    AD_INET6: "AF_INET6",
    AD_UNIX: "AF_UNIX",
    INET: "AF_INET",
    INET6: "AF_INET6",
    UNIX: "AF_UNIX",
  },
  ProtectProc: { invisibled: "invisible", invisable: "invisible", hidden: "invisible" },
  ProtectSystem: { stirct: "strict", all: "strict" },
  ProtectHome: { readonly: "read-only" },
};
