import { nameOf } from "../../explain/match.ts";
import { storePathsIn, stringsOf } from "../../facts/options.ts";
import { finding, nixString, setting, type Rule } from "../finding.ts";

/** NixOS sets these for every service; what uses them finds data elsewhere or asks for a profile. */
const BY_NIXOS = new Set(["TZDIR", "LOCALE_ARCHIVE"]);

/** Store paths that only the environment names. */
export const environmentPaths: Rule = (facts) =>
  Object.entries(facts.environment).flatMap(([name, value]) => {
    const option = ["environment", name];
    const isOwn = facts.full.definitions.some((each) => each.option.join() === option.join());
    if (name === "PATH" || (BY_NIXOS.has(name) && !isOwn)) return [];
    const missing = storePathsIn(value).filter((path) => !facts.view.shows(path));
    const fix = ["confinement.includeEnvironment = true;"];
    return missing.map((path) =>
      finding(
        facts,
        "CU103",
        { name, path: nameOf(path) },
        { option, target: { kind: "storePath", storePath: path }, fix },
      ),
    );
  });

/** Store paths in settings that are looked up inside and not scanned. */
export const optionPaths: Rule = (facts) =>
  ["ExecCondition", "WorkingDirectory"].flatMap((name) =>
    stringsOf(facts.config[name])
      .flatMap((line) => storePathsIn(line))
      .filter((path) => !facts.view.shows(path))
      .map((path) => {
        const fix = [`confinement.packages = [ pkgs.… ];  # that of ${nameOf(path)}`];
        const where = { ...setting(name), target: { kind: "storePath", storePath: path } as const };
        return finding(facts, "CU104", { option: name, path: nameOf(path) }, { ...where, fix });
      }),
  );

/** Store paths that stand in the text of an EnvironmentFile of the store. */
export const environmentFiles: Rule = (facts) =>
  stringsOf(facts.config["EnvironmentFile"]).flatMap((line) => {
    const file = line.replace(/^-/, "");
    const bytes = file.startsWith("/nix/store/") ? facts.files.read(file, 0, 65536) : null;
    const named = bytes === null ? [] : storePathsIn(new TextDecoder().decode(bytes));
    const words = (path: string) => ({ file: nameOf(file), path: nameOf(path) });
    return named
      .filter((path) => !facts.view.shows(path))
      .map((path) =>
        finding(facts, "CU105", words(path), {
          ...setting("EnvironmentFile"),
          fix: [`confinement.packages = [ ${nixString(file)} ];`],
        }),
      );
  });

/** Below these a program finds what the host has there, or makes it. */
const OF_THE_HOST = /^\/(?:etc|usr|home|root|opt|srv|mnt|media|bin|sbin|lib|var)(?:\/|$)/;

/** Host paths among the arguments and in WorkingDirectory that are not bound. */
export const hostPaths: Rule = (facts) => {
  const named = [
    ...facts.commands.flatMap(({ option, program, args }) =>
      [program, ...args].map((word) => ({
        option,
        path: /^(?:-{1,2}[\w-]+=)?(\/.*)$/.exec(word)?.[1] ?? "",
      })),
    ),
    ...stringsOf(facts.config["WorkingDirectory"]).map((text) => ({
      option: "WorkingDirectory",
      path: text.replace(/^-/, ""),
    })),
  ];
  return named
    .filter(({ path }) => OF_THE_HOST.test(path) && !path.includes("%") && !facts.view.shows(path))
    .map(({ option, path }) => {
      const fix = [`serviceConfig.BindReadOnlyPaths = [ ${nixString(path)} ];`];
      return finding(
        facts,
        "CU108",
        { option, path },
        { ...setting(option), target: { kind: "text", text: path }, fix },
      );
    });
};
