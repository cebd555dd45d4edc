import rule from "../../../../../src/features/audit/rules/CU303-unknown-setting.ts";
import type { Cases } from "../cases.ts";

const set = (...names: string[]) => ({ config: Object.fromEntries(names.map((name) => [name, true])) });

export default {
  rule,
  finds: {
    "words in another order": set("BindPathsReadOnly", "ReadOnlyBindPaths"),
    "other letters": set("Execstart", "umask"),
    "a letter off": set("NoNewPriviliges", "PrivateNetworks"),
    "seen in the wild": set("RestrictSUIDGUID"),
  },
  clean: {
    "known settings": set("BindReadOnlyPaths", "RestrictSUIDSGID"),
    "real settings that are near to others": set("CPUShares", "RestartMode", "LimitNPROC", "RootHash"),
    "settings for another program": set("X-Restart", "X-ExecStart"),
    "too short to say": set("Usr", "Tpye"),
    "nothing near": set("SomethingElse"),
    "`confinement` has a rule of its own": set("confinement"),
  },
} satisfies Cases;
