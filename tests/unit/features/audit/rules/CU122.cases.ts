import rule from "../../../../../src/features/audit/rules/CU122-device-not-in-chroot.ts";
import type { Cases } from "../cases.ts";
import { program } from "../facts.ts";

const PrivateDevices = true;
const start = (words: string, more = {}) => ({
  config: { ExecStart: `${program} ${words}`, PrivateDevices, ...more },
});

export default {
  rule,
  finds: {
    "an argument": start("--device=/dev/ttyUSB0 /dev/net/tun"),
    DeviceAllow: { config: { PrivateDevices, DeviceAllow: ["/dev/sda r", "char-pts rw"] } },
    "the socket of the log": start("/dev/log"),
    "a script": {
      config: { PrivateDevices },
      shell: {
        paths: [
          {
            path: "/dev/sda",
            use: "read",
            line: 2,
            column: 1,
            confidence: "high",
            runs: "always",
            failureMatters: true,
          },
        ],
      },
    },
  },
  clean: {
    "devices that everyone has": start("/dev/null /dev/urandom /dev/pts/1 /dev/shm/x"),
    "all devices": start("/dev/sda", { PrivateDevices: false }),
    "it is bound": start("/dev/sda", { BindPaths: "/dev/sda" }),
  },
} satisfies Cases;
