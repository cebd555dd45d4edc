import { stringsOf } from "../../../systemd/lines.ts";
import { unsafe } from "../../../diagnostics/fix.ts";
import { isAbsentDevice } from "../analysis/host-paths.ts";
import { scriptPaths } from "../analysis/script-paths.ts";
import { defineRule, text } from "../rule.ts";

export default defineRule({
  code: "CU122",
  severity: "warning",
  confidence: "medium",
  title: "A service uses a device that PrivateDevices hides",
  message: "{setting} names {path}, which PrivateDevices hides",
  many: "{setting} names {path:names}, which PrivateDevices hides",
  why: "Confinement switches PrivateDevices on: /dev has only devices such as null, zero and urandom, and DeviceAllow adds none.",
  fixes: [
    [
      "unsafe",
      "Bind the device with `BindPaths`, and allow it with `DeviceAllow`; or set `PrivateDevices = false`.",
    ],
  ],
  wrong: `serviceConfig.ExecStart = "\${pkgs.ser2net}/bin/ser2net -d /dev/ttyUSB0";
confinement.enable = true;`,
  journal: {
    log: `ser2net[812]: /dev/ttyUSB0: No such file or directory
systemd[1]: web.service: Main process exited, code=exited, status=1/FAILURE`,
  },
  right: `serviceConfig = {
  ExecStart = "\${pkgs.ser2net}/bin/ser2net -d /dev/ttyUSB0";
  PrivateDevices = false;
};
confinement.enable = true;`,
  limits: "Devices that a program opens under names of its own are not seen.",
  check: (facts, found) => {
    const shown = unsafe({ kind: "setting", name: "PrivateDevices", value: false, force: true });
    // A symlink of systemd to what the journal listens to.
    const log = unsafe({ kind: "bind", bind: "/run/systemd/journal/dev-log" });
    const named = [
      ...facts.commands.flatMap(({ option, args }) =>
        args.map((arg) => ({ option, path: /^(?:-{1,2}[\w-]+=)?(\/.*)$/.exec(arg)?.[1] ?? "" })),
      ),
      ...stringsOf(facts.config["DeviceAllow"]).map((line) => ({
        option: "DeviceAllow",
        path: line.split(/\s/)[0]!,
      })),
    ].map(({ option, path }) => ({ option: ["serviceConfig", option], path, confidence: "medium" as const }));
    return [...named, ...scriptPaths(facts)]
      .filter(({ path }) => isAbsentDevice(facts, path))
      .map(({ option, path, confidence }) =>
        found(
          { setting: option.at(-1)!, path },
          {
            option,
            target: text(path),
            confidence: confidence === "low" ? "low" : "medium",
            fixes: [path === "/dev/log" ? log : shown],
          },
        ),
      );
  },
});
