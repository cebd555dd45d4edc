/**
 * The settings that a [Service] section can have, by the version of systemd that they came with; 0: one before 230. From systemd.exec(5),
 * systemd.service(5), systemd.kill(5) and systemd.resource-control(5) of 262, and `systemd --dump-configuration-items` of 252,
 * which has old names, too, that are kept for old units.
 */
export const NAMES_SINCE: Readonly<Record<number, string>> = {
  0: `PIDFile ExecStartPre ExecStart ExecStartPost ExecReload ExecStop ExecStopPost RestartSec TimeoutSec
TimeoutStartSec TimeoutStopSec RuntimeMaxSec WatchdogSec StartLimitInterval StartLimitBurst
StartLimitAction FailureAction RebootArgument Type Restart PermissionsStartOnly
RootDirectoryStartOnly RemainAfterExit GuessMainPID RestartPreventExitStatus RestartForceExitStatus
SuccessExitStatus NonBlocking BusName FileDescriptorStoreMax NotifyAccess Sockets
USBFunctionDescriptors USBFunctionStrings WorkingDirectory RootDirectory User Group
SupplementaryGroups Nice OOMScoreAdjust IOSchedulingClass IOSchedulingPriority CPUSchedulingPolicy
CPUSchedulingPriority CPUSchedulingResetOnFork CPUAffinity UMask Environment EnvironmentFile
PassEnvironment StandardInput StandardOutput StandardError TTYPath TTYReset TTYVHangup
TTYVTDisallocate SyslogIdentifier SyslogFacility SyslogLevel SyslogLevelPrefix SecureBits
CapabilityBoundingSet AmbientCapabilities TimerSlackNSec NoNewPrivileges SystemCallFilter
SystemCallArchitectures SystemCallErrorNumber RestrictAddressFamilies LimitCPU LimitFSIZE LimitDATA
LimitSTACK LimitCORE LimitRSS LimitNOFILE LimitAS LimitNPROC LimitMEMLOCK LimitLOCKS LimitSIGPENDING
LimitMSGQUEUE LimitNICE LimitRTPRIO LimitRTTIME ReadWriteDirectories ReadOnlyDirectories
InaccessibleDirectories PrivateTmp PrivateDevices PrivateNetwork ProtectSystem ProtectHome
MountFlags Personality RuntimeDirectoryMode RuntimeDirectory PAMName IgnoreSIGPIPE UtmpIdentifier
UtmpMode SELinuxContext AppArmorProfile SmackProcessLabel Slice CPUAccounting CPUShares
StartupCPUShares CPUQuota MemoryAccounting DefaultMemoryMin DefaultMemoryLow MemoryLimit DeviceAllow
DevicePolicy BlockIOAccounting BlockIOWeight StartupBlockIOWeight BlockIODeviceWeight
BlockIOReadBandwidth BlockIOWriteBandwidth TasksAccounting TasksMax Delegate SendSIGKILL SendSIGHUP
KillMode KillSignal`,
  230: `IOAccounting IOWeight StartupIOWeight IODeviceWeight IOReadBandwidthMax IOWriteBandwidthMax
IOReadIOPSMax IOWriteIOPSMax`,
  231: `MemoryDenyWriteExecute RestrictRealtime ReadWritePaths ReadOnlyPaths InaccessiblePaths MemoryHigh
MemoryMax`,
  232: `DynamicUser RemoveIPC ProtectKernelTunables ProtectKernelModules ProtectControlGroups PrivateUsers
CPUWeight StartupCPUWeight MemorySwapMax`,
  233: "RootImage RestrictNamespaces BindPaths BindReadOnlyPaths MountAPIVFS",
  235: `UnsetEnvironment KeyringMode LockPersonality RuntimeDirectoryPreserve StateDirectoryMode
StateDirectory CacheDirectoryMode CacheDirectory LogsDirectoryMode LogsDirectory
ConfigurationDirectoryMode ConfigurationDirectory IPAccounting IPAddressAllow IPAddressDeny`,
  236: "StandardInputText StandardInputData LogLevelMax LogExtraFields",
  238: "TemporaryFileSystem",
  239: "PrivateMounts",
  240: `LogRateLimitIntervalSec LogRateLimitBurst MemoryMin MemoryLow IODeviceLatencyTargetSec
DisableControllers FinalKillSignal WatchdogSignal`,
  242: "RestrictSUIDSGID NetworkNamespacePath ProtectHostname CPUQuotaPeriodSec",
  243: "ExecCondition TimeoutAbortSec OOMPolicy NUMAPolicy NUMAMask IPIngressFilterPath IPEgressFilterPath",
  244: `ProtectKernelLogs TimeoutCleanSec AllowedCPUs StartupAllowedCPUs AllowedMemoryNodes
StartupAllowedMemoryNodes RestartKillSignal`,
  245: "ProtectClock LogNamespace",
  246: "TimeoutStartFailureMode TimeoutStopFailureMode RootHash RootHashSignature RootVerity CoredumpFilter",
  247: `RootImageOptions MountImages ProtectProc ProcSubset SystemCallLog SetCredential
SetCredentialEncrypted LoadCredential LoadCredentialEncrypted ManagedOOMSwap
ManagedOOMMemoryPressure ManagedOOMMemoryPressureLimit`,
  248: "ExtensionImages ExecPaths NoExecPaths IPCNamespacePath PrivateIPC ManagedOOMPreference",
  249: "BPFProgram SocketBindAllow SocketBindDeny",
  250: `RuntimeRandomizedExtraSec ExitType TTYRows TTYColumns RestrictFileSystems ExecSearchPath
RestrictNetworkInterfaces`,
  251: "ExtensionDirectories",
  253: `LogFilterPatterns OpenFile ReloadSignal StartupMemoryLow StartupMemoryHigh StartupMemoryMax
StartupMemorySwapMax MemoryZSwapMax StartupMemoryZSwapMax`,
  254: `RootEphemeral RootImagePolicy MountImagePolicy ExtensionImagePolicy MemoryKSM ImportCredential
RestartSteps RestartMaxDelaySec RestartMode FileDescriptorStorePreserve DelegateSubgroup
MemoryPressureWatch MemoryPressureThresholdSec`,
  255: "SetLoginEnvironment NFTSet CoredumpReceive",
  256: "MemoryZSwapWriteback",
  257: "BindLogSockets PrivatePIDs ManagedOOMMemoryPressureDurationSec",
  258: `StateDirectoryQuota CacheDirectoryQuota LogsDirectoryQuota StateDirectoryAccounting
CacheDirectoryAccounting LogsDirectoryAccounting DelegateNamespaces PrivateBPF BPFDelegateCommands
BPFDelegateMaps BPFDelegatePrograms BPFDelegateAttachments`,
  259: "UserNamespacePath ExecReloadPost",
  260: "RootMStack MemoryTHP RefreshOnReload BindNetworkInterface",
  261: `CPUSetPartition OOMRules CPUPressureWatch CPUPressureThresholdSec IOPressureWatch
IOPressureThresholdSec`,
  262: "RestartRandomizedDelaySec LUOSession",
};

/** What the values of settings are, as far as it matters here; all others have words, numbers or times of their own. */
export const NAMES_BY_KIND = {
  /** One boolean. */
  boolean: `PermissionsStartOnly RootDirectoryStartOnly RemainAfterExit GuessMainPID NonBlocking
CPUSchedulingResetOnFork DynamicUser RemoveIPC TTYReset TTYVHangup TTYVTDisallocate
SyslogLevelPrefix NoNewPrivileges MemoryDenyWriteExecute RestrictRealtime RestrictSUIDSGID
LockPersonality PrivateDevices ProtectKernelTunables ProtectKernelModules ProtectKernelLogs
ProtectClock PrivateNetwork PrivateMounts PrivateIPC MountAPIVFS IgnoreSIGPIPE CPUAccounting
MemoryAccounting IOAccounting BlockIOAccounting TasksAccounting IPAccounting SendSIGKILL SendSIGHUP
RootEphemeral BindLogSockets SetLoginEnvironment StateDirectoryAccounting CacheDirectoryAccounting
LogsDirectoryAccounting MemoryKSM MemoryZSwapWriteback CoredumpReceive`,
  /** A boolean, or one of a few words. */
  "boolean-or-word": `RestrictNamespaces PrivateTmp ProtectControlGroups PrivateUsers ProtectSystem ProtectHome
RuntimeDirectoryPreserve ProtectHostname Delegate PrivatePIDs DelegateNamespaces PrivateBPF
RefreshOnReload`,
  /** One path. */
  path: `PIDFile USBFunctionDescriptors USBFunctionStrings WorkingDirectory RootDirectory RootImage
RootVerity TTYPath NetworkNamespacePath IPCNamespacePath RootMStack UserNamespacePath`,
  /** A list of paths, each with `-` and `+` before it. */
  paths: `ReadWriteDirectories ReadOnlyDirectories InaccessibleDirectories ReadWritePaths ReadOnlyPaths
InaccessiblePaths ExecPaths NoExecPaths`,
  /** `[-]SOURCE[:TARGET[:OPTIONS]]` */
  binds: "BindPaths BindReadOnlyPaths",
  /** A list of paths with what is mounted there, behind colons. */
  mounts: "ExtensionDirectories ExtensionImages MountImages TemporaryFileSystem",
  /** Names below a directory of the system. */
  directories: "RuntimeDirectory StateDirectory CacheDirectory LogsDirectory ConfigurationDirectory",
  /** Command lines. */
  commands:
    "ExecCondition ExecStartPre ExecStart ExecStartPost ExecReload ExecStop ExecStopPost ExecReloadPost",
} as const;
