import { storePathsIn } from "../../../store-path/text.ts";
import { EXEC_OPTIONS, stringsOf } from "../../../systemd/lines.ts";
import { finding, setting, type Rule } from "../finding.ts";
import { nearestSetting } from "../../../systemd/settings.ts";
import { VALUES } from "./settings.ts";

/** Settings that systemd does not know, and values of known ones. */
export const settingNames: Rule = (facts) =>
  Object.keys(facts.config).flatMap((name) => {
    if (name === "confinement")
      return [
        finding(
          facts,
          "CU302",
          {},
          {
            ...setting(name),
            fix: ["confinement.enable = true;  # beside serviceConfig"],
          },
        ),
      ];
    const meant = nearestSetting(name);
    if (meant !== null) {
      const fix = [`serviceConfig.${meant} = …;`];
      return [finding(facts, "CU303", { name, meant }, { ...setting(name), fix })];
    }
    const known = VALUES[name];
    if (known === undefined) return [];
    return stringsOf(facts.config[name])
      .flatMap((text) => text.replace(/^~/, "").split(/\s+/))
      .filter((value) => Object.hasOwn(known, value))
      .map((value) =>
        finding(
          facts,
          "CU304",
          { name, value, meant: known[value]! },
          {
            ...setting(name),
            target: { kind: "text", text: value },
            fix: [`serviceConfig.${name} = "${known[value]}";`],
          },
        ),
      );
  });

/** Shell syntax in lines that no shell reads. */
export const shellSyntax: Rule = (facts) =>
  facts.commands.flatMap(({ option, args, program }) => {
    if (/\/(?:ba|da|z)?sh$/.test(program)) return [];
    const operator = args.find((word) => /^(?:&&|\|\||\||>|>>|<|2>&1)$/.test(word));
    if (operator === undefined) return [];
    const where = { ...setting(option), target: { kind: "text", text: operator } as const };
    return [
      finding(
        facts,
        "CU305",
        { option, operator },
        { ...where, fix: ["script = ''…'';  # a shell runs it"] },
      ),
    ];
  });

/** Entries of packages that do nothing, or harm. */
export const packageEntries: Rule = (facts) => {
  const { packages, binSh, fullUnit } = facts.service.confinement;
  const lines = new Set(EXEC_OPTIONS.flatMap((name) => stringsOf(facts.config[name])));
  const files = stringsOf(facts.config["EnvironmentFile"]).map((text) => text.replace(/^-/, ""));
  const option = ["confinement", "packages"];
  return packages.flatMap((text) => {
    // Put there by confinement itself.
    if (text === binSh || lines.has(text) || (fullUnit && text.startsWith("{"))) return [];
    const target = { kind: "text", text } as const;
    if (files.includes(text)) return [finding(facts, "CU306", { path: text }, { option, target })];
    if (storePathsIn(text, facts.storeDir).some((path) => facts.inside.includes(path))) return [];
    const fix = ["confinement.packages = [ pkgs.… ];  # the package itself"];
    return [finding(facts, "CU311", { text: JSON.stringify(text) }, { option, target, fix })];
  });
};

/** confinement's own folder, and sockets that systemd binds by itself. */
export const byHand: Rule = (facts) => {
  const own = ["RootDirectory", "RuntimeDirectory", "InaccessiblePaths"];
  const named = [
    ...Object.entries(facts.config)
      .filter(([name]) => !own.includes(name))
      .map(([name, value]) => ({ option: ["serviceConfig", name], texts: stringsOf(value) })),
    ...Object.entries(facts.environment).map(([name, value]) => ({
      option: ["environment", name],
      texts: [value],
    })),
  ];
  const folders = named.flatMap(({ option, texts }) =>
    texts.flatMap((text) => {
      const path = /\/run\/confinement\/[^\s:"']+/.exec(text)?.[0];
      return path === undefined
        ? []
        : [
            finding(
              facts,
              "CU307",
              { option: option.join("."), path },
              { option, target: { kind: "text", text: path } },
            ),
          ];
    }),
  );
  const notify = facts.view.binds
    .filter(({ source }) => source === "/run/systemd/notify")
    .map(({ option, source }) =>
      finding(
        facts,
        "CU310",
        { path: source },
        { ...setting(option), target: { kind: "text", text: source } },
      ),
    );
  const dynamic = facts.full.definitions.some(({ option }) => option.join() === "serviceConfig,DynamicUser");
  return [
    ...folders,
    ...notify,
    ...(facts.config["DynamicUser"] === false && dynamic
      ? [finding(facts, "CU309", {}, setting("DynamicUser"))]
      : []),
  ];
};

/** Binds that systemd ignores, and starts the service without. */
export const bindLines: Rule = (facts) =>
  facts.view.ignored.map(({ option, text, problem }) =>
    finding(
      facts,
      "CU312",
      { option, line: text, problem },
      { ...setting(option), target: { kind: "text", text } },
    ),
  );
