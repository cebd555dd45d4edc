import { test } from "uvu";
import * as assert from "uvu/assert";
import { EXIT_STATUSES, RESULTS } from "../../../src/systemd/exit-status.ts";
import { SETTINGS } from "../../../src/systemd/settings.ts";

test("systemd's own statuses are 200 to 245, without those that it gave up", () => {
  const own = Object.keys(EXIT_STATUSES)
    .map(Number)
    .filter((status) => status >= 200 && status < 255);
  const expected = Array.from({ length: 46 }, (_, i) => 200 + i).filter(
    (status) => ![223, 234].includes(status),
  );
  assert.equal(own, expected);
});

/** The table of systemd.exec(5), each with the settings that decide it. */
const TABLE = `
126 n/a: a command was found and could not be executed
127 n/a: a command or a library was not found
200 CHDIR WorkingDirectory: the working directory could not be entered
201 NICE Nice: the scheduling priority could not be set
202 FDS OpenFile FileDescriptorStoreMax: file descriptors could not be closed or passed on
203 EXEC: the program could not be executed
204 MEMORY MemoryMax LimitAS: there was not enough memory
205 LIMITS LimitNOFILE LimitNPROC LimitMEMLOCK LimitCORE: a resource limit could not be set
206 OOM_ADJUST OOMScoreAdjust: the OOM score could not be set
207 SIGNAL_MASK IgnoreSIGPIPE: the signal mask could not be set
208 STDIN StandardInput TTYPath: standard input could not be set up
209 STDOUT StandardOutput: standard output could not be set up
210 CHROOT RootDirectory RootImage: the root could not be changed
211 IOPRIO IOSchedulingClass: the priority of input and output could not be set
212 TIMERSLACK TimerSlackNSec: the slack of timers could not be set
213 SECUREBITS SecureBits: the secure bits could not be set
214 SETSCHEDULER CPUSchedulingPolicy: the scheduling policy could not be set
215 CPUAFFINITY CPUAffinity: the processors could not be chosen
216 GROUP Group SupplementaryGroups: the group is not known or could not be taken
217 USER User PrivateUsers: the user is not known, or its namespace could not be made
218 CAPABILITIES AmbientCapabilities CapabilityBoundingSet: the capabilities could not be set
219 CGROUP Slice Delegate: the control group could not be set up
220 SETSID: a session could not be made
221 CONFIRM: the start was not confirmed
222 STDERR StandardError: standard error could not be set up
224 PAM PAMName: the PAM session could not be set up
225 NETWORK PrivateNetwork NetworkNamespacePath: the network namespace could not be set up
226 NAMESPACE: the mounts of the chroot could not be made
227 NO_NEW_PRIVILEGES NoNewPrivileges: privileges could not be given up
228 SECCOMP SystemCallFilter SystemCallArchitectures: the filter of system calls could not be set
229 SELINUX_CONTEXT SELinuxContext: the SELinux context could not be set
230 PERSONALITY Personality: the execution domain could not be set
231 APPARMOR AppArmorProfile: the AppArmor profile could not be set
232 ADDRESS_FAMILIES RestrictAddressFamilies: address families could not be restricted
233 RUNTIME_DIRECTORY RuntimeDirectory: a directory below /run could not be set up
235 CHOWN SocketUser SocketGroup: a socket could not be given to its owner
236 SMACK_PROCESS_LABEL SmackProcessLabel: the SMACK label could not be set
237 KEYRING KeyringMode: the kernel keyring could not be set up
238 STATE_DIRECTORY StateDirectory: a directory below /var/lib could not be set up
239 CACHE_DIRECTORY CacheDirectory: a directory below /var/cache could not be set up
240 LOGS_DIRECTORY LogsDirectory: a directory below /var/log could not be set up
241 CONFIGURATION_DIRECTORY ConfigurationDirectory: a directory below /etc could not be set up
242 NUMA_POLICY NUMAPolicy NUMAMask: the NUMA policy could not be set
243 CREDENTIALS LoadCredential LoadCredentialEncrypted SetCredential SetCredentialEncrypted ImportCredential: the credentials could not be set up
244 BPF RestrictFileSystems: BPF restrictions could not be set
245 KSM MemoryKSM: the merging of memory pages could not be set
255 EXCEPTION: something else failed before the program ran
`;

test("each status has its name, its settings and its words", () => {
  const rows = Object.entries(EXIT_STATUSES).map(([status, { name, what, options }]) => {
    return `${[status, name, ...options].join(" ")}: ${what}`;
  });
  assert.equal(rows, TABLE.trim().split("\n"));
});

test("names are unique, and their settings are those of a service", () => {
  const names = Object.values(EXIT_STATUSES)
    .map(({ name }) => name)
    .filter((name) => name !== "n/a");
  assert.is(new Set(names).size, names.length);
  const others = new Set(["SocketUser", "SocketGroup"]);
  const unknown = Object.values(EXIT_STATUSES)
    .flatMap(({ options }) => options)
    .filter((option) => !SETTINGS.has(option) && !others.has(option));
  assert.equal(unknown, []);
});

test("only what happens behind the change of the root is looked up in the chroot", () => {
  const inside = Object.entries(EXIT_STATUSES).flatMap(([status, { place }]) =>
    place === "chroot" ? [status] : [],
  );
  assert.equal(inside, ["126", "127", "200", "203"]);
});

test("results that say how a unit failed", () => {
  assert.equal(RESULTS, {
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
  });
});

test.run();
