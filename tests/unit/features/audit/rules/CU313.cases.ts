import rule from "../../../../../src/features/audit/rules/CU313-ignored-by-systemd.ts";
import type { Cases } from "../cases.ts";

const unitText = `[Unit]
Afer=network.target

[Service]
Type=onehot
 ImportCredential = x
X-Mine=1
InaccessiblePaths=-+/run/confinement/a b
RestartMode=x
`;
const UNKNOWN = "Unknown key name 'X' in section 'Service', ignoring.";
const type = "Failed to parse service type, ignoring: onehot";

export default {
  rule,
  finds: {
    "an unknown setting of [Unit]": { unitText, warnings: [[2, UNKNOWN]] },
    "an unknown value in [Service]": { unitText, warnings: [[5, type]] },
    "the value of a setting that is new": {
      unitText,
      warnings: [[6, "ImportCredential= is invalid, ignoring"]],
    },
    "an old word for an unknown setting": { unitText, warnings: [[2, "Unknown lvalue, Ignored"]] },
    "another option has a finding": { unitText, warnings: [[5, type]], config: { ProtectProc: "hidden" } },
  },
  clean: {
    "systemd was not asked": { unitText },
    "no text of the unit": { warnings: [[5, type]] },
    "no warnings": { unitText, warnings: [] },
    "a setting that is newer than the systemd at hand": {
      unitText,
      warnings: [
        [6, UNKNOWN],
        [9, "Unknown lvalue, ignoring"],
      ],
    },
    "a value that is newer than the systemd at hand": {
      unitText: "[Service]\nPrivateUsers=self\n",
      warnings: [[2, "Failed to parse boolean value, ignoring: self"]],
    },
    "a setting for another program": { unitText, warnings: [[7, UNKNOWN]] },
    "a setting of confinement": { unitText, warnings: [[8, "path is not absolute, ignoring: b"]] },
    "a warning that nothing is ignored for": { unitText, warnings: [[5, "deprecated"]] },
    "a line that is no setting, or that there is not": {
      unitText,
      warnings: [
        [4, UNKNOWN],
        [99, UNKNOWN],
      ],
    },
    "a rule says more": {
      unitText: "[Service]\nconfinement=1\nBindPathsReadOnly=/a\nProtectProc=hidden\nBindPaths=a\n",
      warnings: [
        [2, UNKNOWN],
        [3, UNKNOWN],
        [4, type],
        [5, type],
      ],
      config: { confinement: true, BindPathsReadOnly: "/a", ProtectProc: "hidden", BindPaths: "a" },
    },
  },
} satisfies Cases;
