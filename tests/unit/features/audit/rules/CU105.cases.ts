import rule from "../../../../../src/features/audit/rules/CU105-environment-file-not-in-chroot.ts";
import { storePath } from "../../../../support/services.ts";
import type { Cases } from "../cases.ts";
import { app, data, openssl } from "../facts.ts";

const file = storePath(20, "environment");
const tree = { [file]: `A=${data}/x\nB=${app}\nC=${openssl}` };

export default {
  rule,
  finds: {
    "store paths in a file of the store": { config: { EnvironmentFile: file }, tree },
    "a file that may be missing": { config: { EnvironmentFile: ["/run/x.env", `-${file}`] }, tree },
    "the end of what is read": {
      config: { EnvironmentFile: file },
      tree: { [file]: `${" ".repeat(65536 - data.length)}${data}` },
    },
  },
  clean: {
    "all paths are in the chroot": {
      config: { EnvironmentFile: file },
      tree: { [file]: `A=${app}` },
    },
    "a file that is too long": {
      config: { EnvironmentFile: file },
      tree: { [file]: `${" ".repeat(65536)}${data}` },
    },
    "a file that is not in the store": {
      config: { EnvironmentFile: "/run/x.env" },
      tree: { "/run/x.env": `A=${data}` },
    },
    "a file that is not built": { config: { EnvironmentFile: file } },
  },
} satisfies Cases;
