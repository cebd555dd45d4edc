import { DEFAULT_STRATEGY, estimateStart } from "../../../reference/strategies.ts";
import { unsafe } from "../../../diagnostics/fix.ts";
import { defineRule } from "../rule.ts";

/** Milliseconds from which on people notice. */
const NOTICEABLE = 1000;

export default defineRule({
  code: "CU501",
  severity: "warning",
  confidence: "medium",
  title: "Mounting the chroot takes long",
  message: "mounting {count:number} store paths read-only takes about {seconds} s of each start",
  why: "systemd reads the table of all mounts for each path that it makes read-only, so the time grows with the square of their number.",
  fixes: [
    ["unsafe", 'Set `confinement.mounts = "overlay"` of our module: one mount for the whole closure.'],
    ["manual", "Make the closure smaller: `confined-units explain SERVICE`."],
  ],
  wrong: `serviceConfig.ExecStart = "\${pkgs.nextcloud}/bin/nextcloud";  # more than 210 store paths
confinement.enable = true;`,
  journal:
    "Nothing of its own: more than a second passes between `Starting web.service` and the first message of the program.",
  right: `serviceConfig.ExecStart = "\${pkgs.nextcloud}/bin/nextcloud";
confinement = {
  enable = true;
  mounts = "overlay";
};`,
  limits: "An estimate of the order of magnitude, from measurements with systemd 252.",
  check: ({ inside, mounts }, found) => {
    const count = inside.length;
    const estimate = estimateStart(count, mounts);
    if (mounts !== DEFAULT_STRATEGY || estimate < NOTICEABLE) return [];
    const fixes = [unsafe({ kind: "confinement", name: "mounts", value: "overlay" })];
    return [found({ count, seconds: (estimate / 1000).toFixed(1) }, { option: ["confinement"], fixes })];
  },
});
