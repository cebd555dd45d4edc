import { EXEC_OPTIONS, stringsOf } from "../../facts/options.ts";
import type { Json } from "../../manifest/types.ts";
import type { ServiceFacts } from "../facts.ts";
import { finding, setting, type Finding, type Rule } from "../finding.ts";

const isOn = (value: Json | undefined) =>
  [true, 1, "1", "yes", "y", "true", "t", "on"].includes(value as never);
const isOld = ({ dialect }: ServiceFacts) => dialect === "2019" || dialect === "2022";

function rootsOf({ dialect, service }: ServiceFacts): RegExp | string {
  if (dialect === "2019") return /^\/nix\/store\/.*-chroot$/;
  if (dialect === "2022") return "/var/empty";
  return dialect === "2024" ? `/run/confinement/${service.pathSafeName}` : "/run/confinement/%n";
}

/** Settings that undo the chroot or that it undoes. */
export const conflicts: Rule = (facts) => {
  const { config, dialect, service } = facts;
  const found: Finding[] = [];
  const add = (
    ...[code, words, name, fix]: [Parameters<typeof finding>[1], Record<string, string>, string, string[]?]
  ) => {
    found.push(
      finding(facts, code, words, {
        ...(name === "confinement" ? { option: [name] } : setting(name)),
        ...(fix === undefined ? {} : { fix }),
      }),
    );
  };
  const root = service.settings.RootDirectory;
  const expected = rootsOf(facts);
  const isTheirs = (at: string) =>
    (typeof expected === "string" ? at === expected : expected.test(at)) || at === "/run/confinement/%n";
  if (root !== null && !isTheirs(root)) {
    add(
      "CU201",
      { value: root, expected: String(expected) },
      "RootDirectory",
      typeof expected === "string" ? [`serviceConfig.RootDirectory = lib.mkForce "${expected}";`] : [],
    );
  }
  if (isOn(config["RootDirectoryStartOnly"]))
    add("CU202", {}, "RootDirectoryStartOnly", ["serviceConfig.RootDirectoryStartOnly = lib.mkForce false;"]);
  const strict = config["ProtectSystem"];
  if (isOld(facts) && isOn(config["DynamicUser"]))
    add("CU203", { name: "DynamicUser", dialect }, "DynamicUser", [
      "serviceConfig.DynamicUser = lib.mkForce false;",
    ]);
  if (isOld(facts) && (isOn(strict) || strict === "full" || strict === "strict"))
    add("CU203", { name: "ProtectSystem", dialect }, "ProtectSystem", [
      "serviceConfig.ProtectSystem = lib.mkForce false;",
    ]);
  const capability = stringsOf(config["AmbientCapabilities"])
    .flatMap((text) => text.split(/\s+/))
    .find((text) => text.startsWith("CAP_"));
  if (isOn(config["PrivateUsers"]) && capability !== undefined)
    add("CU204", { name: capability }, "AmbientCapabilities", ["serviceConfig.PrivateUsers = false;"]);
  if (
    service.confinement.mode === "full-apivfs" &&
    config["MountAPIVFS"] !== undefined &&
    !isOn(config["MountAPIVFS"])
  )
    add("CU205", {}, "MountAPIVFS", ['confinement.mode = "chroot-only";']);
  if (typeof config["PrivateTmp"] === "string" && dialect !== "2026")
    add("CU206", { value: config["PrivateTmp"], dialect }, "PrivateTmp", [
      "serviceConfig.PrivateTmp = true;",
    ]);
  if (dialect === "2024" && service.name.endsWith("@") && root === expected)
    add("CU207", { root }, "confinement", ["confinement.instanceRoots = true;"]);
  if (facts.full.serviceConfig !== null && EXEC_OPTIONS.every((name) => stringsOf(config[name]).length === 0))
    add("CU208", {}, "confinement", ["confinement.packages = [ pkgs.… ];  # the package whose unit it is"]);
  const mask = stringsOf(config["UMask"])[0];
  if (isOld(facts) && mask !== undefined && /^0*[0-7]?77$/.test(mask))
    add("CU209", { value: mask, dialect }, "UMask");
  return found;
};
