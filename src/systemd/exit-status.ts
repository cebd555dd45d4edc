/** An exit status that says how far systemd, a shell or a loader came. */
export interface ExitStatus {
  /** As systemd writes it after the number: `203/EXEC`; `n/a` where it has no name for it. */
  name: string;
  /** What could not be done; part of a sentence. */
  what: string;
  /** The settings that decide it. */
  options: readonly string[];
  /** Where the paths in them are looked up: before or after the change of the root. */
  place: "host" | "chroot";
}

const at = (name: string, what: string, options = "", place: ExitStatus["place"] = "host"): ExitStatus => ({
  name,
  what,
  options: options.split(" ").filter(Boolean),
  place,
});

/** systemd.exec(5), "Process Exit Codes"; 126 and 127 are those of POSIX shells and of ld.so. */
export const EXIT_STATUSES: Readonly<Record<number, ExitStatus>> = {
  126: at("n/a", "a command was found and could not be executed", "", "chroot"),
  127: at("n/a", "a command or a library was not found", "", "chroot"),
  200: at("CHDIR", "the working directory could not be entered", "WorkingDirectory", "chroot"),
  201: at("NICE", "the scheduling priority could not be set", "Nice"),
  202: at("FDS", "file descriptors could not be closed or passed on", "OpenFile FileDescriptorStoreMax"),
  203: at("EXEC", "the program could not be executed", "", "chroot"),
  204: at("MEMORY", "there was not enough memory", "MemoryMax LimitAS"),
  205: at("LIMITS", "a resource limit could not be set", "LimitNOFILE LimitNPROC LimitMEMLOCK LimitCORE"),
  206: at("OOM_ADJUST", "the OOM score could not be set", "OOMScoreAdjust"),
  207: at("SIGNAL_MASK", "the signal mask could not be set", "IgnoreSIGPIPE"),
  208: at("STDIN", "standard input could not be set up", "StandardInput TTYPath"),
  209: at("STDOUT", "standard output could not be set up", "StandardOutput"),
  210: at("CHROOT", "the root could not be changed", "RootDirectory RootImage"),
  211: at("IOPRIO", "the priority of input and output could not be set", "IOSchedulingClass"),
  212: at("TIMERSLACK", "the slack of timers could not be set", "TimerSlackNSec"),
  213: at("SECUREBITS", "the secure bits could not be set", "SecureBits"),
  214: at("SETSCHEDULER", "the scheduling policy could not be set", "CPUSchedulingPolicy"),
  215: at("CPUAFFINITY", "the processors could not be chosen", "CPUAffinity"),
  216: at("GROUP", "the group is not known or could not be taken", "Group SupplementaryGroups"),
  217: at("USER", "the user is not known, or its namespace could not be made", "User PrivateUsers"),
  218: at("CAPABILITIES", "the capabilities could not be set", "AmbientCapabilities CapabilityBoundingSet"),
  219: at("CGROUP", "the control group could not be set up", "Slice Delegate"),
  220: at("SETSID", "a session could not be made"),
  221: at("CONFIRM", "the start was not confirmed"),
  222: at("STDERR", "standard error could not be set up", "StandardError"),
  224: at("PAM", "the PAM session could not be set up", "PAMName"),
  225: at("NETWORK", "the network namespace could not be set up", "PrivateNetwork NetworkNamespacePath"),
  226: at("NAMESPACE", "the mounts of the chroot could not be made"),
  227: at("NO_NEW_PRIVILEGES", "privileges could not be given up", "NoNewPrivileges"),
  228: at(
    "SECCOMP",
    "the filter of system calls could not be set",
    "SystemCallFilter SystemCallArchitectures",
  ),
  229: at("SELINUX_CONTEXT", "the SELinux context could not be set", "SELinuxContext"),
  230: at("PERSONALITY", "the execution domain could not be set", "Personality"),
  231: at("APPARMOR", "the AppArmor profile could not be set", "AppArmorProfile"),
  232: at("ADDRESS_FAMILIES", "address families could not be restricted", "RestrictAddressFamilies"),
  233: at("RUNTIME_DIRECTORY", "a directory below /run could not be set up", "RuntimeDirectory"),
  235: at("CHOWN", "a socket could not be given to its owner", "SocketUser SocketGroup"),
  236: at("SMACK_PROCESS_LABEL", "the SMACK label could not be set", "SmackProcessLabel"),
  237: at("KEYRING", "the kernel keyring could not be set up", "KeyringMode"),
  238: at("STATE_DIRECTORY", "a directory below /var/lib could not be set up", "StateDirectory"),
  239: at("CACHE_DIRECTORY", "a directory below /var/cache could not be set up", "CacheDirectory"),
  240: at("LOGS_DIRECTORY", "a directory below /var/log could not be set up", "LogsDirectory"),
  241: at("CONFIGURATION_DIRECTORY", "a directory below /etc could not be set up", "ConfigurationDirectory"),
  242: at("NUMA_POLICY", "the NUMA policy could not be set", "NUMAPolicy NUMAMask"),
  243: at(
    "CREDENTIALS",
    "the credentials could not be set up",
    "LoadCredential LoadCredentialEncrypted SetCredential SetCredentialEncrypted ImportCredential",
  ),
  244: at("BPF", "BPF restrictions could not be set", "RestrictFileSystems"),
  245: at("KSM", "the merging of memory pages could not be set", "MemoryKSM"),
  255: at("EXCEPTION", "something else failed before the program ran"),
};

/** How a unit failed besides by an exit status: systemd.service(5) and `Result` in org.freedesktop.systemd1(5). */
export const RESULTS: Readonly<Record<string, string>> = {
  assert: "an Assert… of the unit does not hold, so nothing was run",
  "core-dump": "a signal ended it, with a core dump",
  dependency: "a unit that it requires did not start, so nothing was run",
  "exec-condition": "ExecCondition said that it is not to run",
  "oom-kill": "it took more memory than there is for it",
  protocol: "it did not do what its Type promises, such as notifying or forking",
  resources: "systemd could not begin: an environment file, a socket or a process could not be set up",
  signal: "a signal ended it",
  "start-limit-hit": "it was started too often in a short time",
  timeout: "it took longer than its time limit",
  watchdog: "it did not answer its watchdog",
};
