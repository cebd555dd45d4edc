import { nameOf, parseStorePath } from "../../../store-path/store-path.ts";
import { booleanOf, isOn } from "../../../systemd/boolean.ts";
import { EXEC_OPTIONS, stringsOf } from "../../../systemd/lines.ts";
import type { Json } from "../../manifest/types.ts";
import { rootOf } from "../../names.ts";
import type { ServiceFacts } from "../facts.ts";
import { finding, setting, type Finding, type Rule } from "../finding.ts";
import type { Remedy } from "../remedy.ts";

const isOld = ({ dialect }: ServiceFacts) => dialect === "2019" || dialect === "2022";

const forced = (name: string, value: Json): Remedy => ({ kind: "setting", name, value, force: true });

/** `ProtectSystem`: a boolean, or how much of the system. */
const isProtected = (value: Json | undefined) =>
  isOn(value) || ["full", "strict"].includes(stringsOf(value).at(-1) ?? "");

/** Settings of the root that the binds are made below. */
export const roots: Rule = (facts) => {
  const { config, dialect, service } = facts;
  const root = service.settings.RootDirectory;
  const expected = rootOf(dialect, service);
  const isTheirs =
    root === null ||
    root === expected ||
    root === "/run/confinement/%n" ||
    (expected === null && nameOf(parseStorePath(root) ?? "").endsWith("-chroot"));
  const other = isTheirs
    ? []
    : [
        finding(
          facts,
          "CU201",
          { value: root, expected: expected ?? "one of the store" },
          {
            ...setting("RootDirectory"),
            remedies: expected === null ? [] : [forced("RootDirectory", expected)],
          },
        ),
      ];
  const startOnly = isOn(config["RootDirectoryStartOnly"])
    ? [
        finding(
          facts,
          "CU202",
          {},
          { ...setting("RootDirectoryStartOnly"), remedies: [forced("RootDirectoryStartOnly", false)] },
        ),
      ]
    : [];
  const isTemplate = dialect === "2024" && service.name.endsWith("@");
  const kept: Remedy = { kind: "setting", name: "RuntimeDirectoryPreserve", value: "yes", force: false };
  const own: Remedy = { kind: "confinement", name: "instanceRoots", value: true };
  const shared =
    isTemplate && root !== null && root === expected && !isOn(config["RuntimeDirectoryPreserve"])
      ? [
          finding(
            facts,
            "CU207",
            { root },
            { option: ["confinement"], remedies: [facts.full.ownModule ? own : kept] },
          ),
        ]
      : [];
  return [...other, ...startOnly, ...shared];
};

/** Settings that undo the chroot or that it undoes. */
export const conflicts: Rule = (facts) => {
  const { config, dialect, service } = facts;
  const found: Finding[] = [];
  const add = (
    code: Parameters<typeof finding>[1],
    name: string,
    words: Record<string, string>,
    ...remedies: Remedy[]
  ) => void found.push(finding(facts, code, words, { ...setting(name), remedies }));
  if (isOld(facts) && isOn(config["DynamicUser"])) {
    const fix = ["serviceConfig = { DynamicUser = lib.mkForce false; User = …; };"];
    found.push(finding(facts, "CU203", { name: "DynamicUser", dialect }, { ...setting("DynamicUser"), fix }));
  }
  if (isOld(facts) && isProtected(config["ProtectSystem"]))
    add("CU203", "ProtectSystem", { name: "ProtectSystem", dialect }, forced("ProtectSystem", false));
  const capability = stringsOf(config["AmbientCapabilities"])
    .flatMap((text) => text.split(/\s+/))
    .find((text) => text.startsWith("CAP_"));
  if (isOn(config["PrivateUsers"]) && capability !== undefined) {
    // By itself, confinement sets it as a default.
    const force = facts.full.definitions.some(({ option }) => option.join() === "serviceConfig,PrivateUsers");
    const remedy: Remedy = { kind: "setting", name: "PrivateUsers", value: false, force };
    add("CU204", "AmbientCapabilities", { name: capability }, remedy);
  }
  const isFull = service.confinement.mode === "full-apivfs";
  if (isFull && booleanOf(config["MountAPIVFS"]) === false)
    add("CU205", "MountAPIVFS", {}, { kind: "confinement", name: "mode", value: "chroot-only" });
  if (typeof config["PrivateTmp"] === "string" && dialect !== "2026")
    add("CU206", "PrivateTmp", { value: config["PrivateTmp"], dialect }, forced("PrivateTmp", true));
  const mask = stringsOf(config["UMask"])[0];
  if (isOld(facts) && mask !== undefined && /^0*[0-7]?77$/.test(mask))
    add("CU209", "UMask", { value: mask, dialect });
  return found;
};

/** What runs is in a unit that only a package has. */
export const shippedUnit: Rule = (facts) => {
  const isShipped =
    facts.full.serviceConfig !== null &&
    EXEC_OPTIONS.every((name) => stringsOf(facts.config[name]).length === 0);
  const fix = ["confinement.packages = [ pkgs.… ];  # the package whose unit it is"];
  return isShipped ? [finding(facts, "CU208", {}, { option: ["confinement"], fix })] : [];
};
