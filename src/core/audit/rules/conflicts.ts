import { nameOf, parseStorePath } from "../../../store-path/store-path.ts";
import { EXEC_OPTIONS, stringsOf } from "../../../systemd/lines.ts";
import type { Json } from "../../manifest/types.ts";
import type { ServiceFacts } from "../facts.ts";
import { finding, setting, type Finding, type Rule } from "../finding.ts";
import type { Remedy } from "../remedy.ts";
import { DIALECTS, INSTANCE_ROOT, rootOf } from "../../../reference/dialects.ts";

const isOn = (value: Json | undefined) =>
  [true, 1, "1", "yes", "y", "true", "t", "on"].includes(value as never);
const refuses = ({ dialect }: ServiceFacts, name: string) => DIALECTS[dialect].refuses.includes(name);

const forced = (name: string, value: Json): Remedy => ({ kind: "setting", name, value, force: true });

/** Settings of the root that the binds are made below. */
export const roots: Rule = (facts) => {
  const { config, dialect, service } = facts;
  const root = service.settings.RootDirectory;
  const expected = rootOf(dialect, service);
  const isTheirs =
    root === null ||
    root === expected ||
    root === INSTANCE_ROOT ||
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
  const isTemplate = DIALECTS[dialect].sharedInstanceRoot && service.name.endsWith("@");
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
  const strict = config["ProtectSystem"];
  if (refuses(facts, "DynamicUser") && isOn(config["DynamicUser"])) {
    const fix = ["serviceConfig = { DynamicUser = lib.mkForce false; User = …; };"];
    found.push(finding(facts, "CU203", { name: "DynamicUser", dialect }, { ...setting("DynamicUser"), fix }));
  }
  if (refuses(facts, "ProtectSystem") && (isOn(strict) || strict === "full" || strict === "strict"))
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
  if (isFull && config["MountAPIVFS"] !== undefined && !isOn(config["MountAPIVFS"]))
    add("CU205", "MountAPIVFS", {}, { kind: "confinement", name: "mode", value: "chroot-only" });
  if (typeof config["PrivateTmp"] === "string" && DIALECTS[dialect].privateTmp === "boolean")
    add("CU206", "PrivateTmp", { value: config["PrivateTmp"], dialect }, forced("PrivateTmp", true));
  const mask = stringsOf(config["UMask"])[0];
  if (!DIALECTS[dialect].readOnlyRoot && mask !== undefined && /^0*[0-7]?77$/.test(mask))
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
