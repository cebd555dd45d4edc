import { nameOf, ownerOf, shortName } from "../../../store-path/store-path.ts";
import { storePathsIn } from "../../../store-path/text.ts";
import { stringsOf } from "../../../systemd/lines.ts";
import { finding, setting, type Rule } from "../finding.ts";
import { BY_NIXOS } from "../profiles.ts";
import type { Remedy } from "../remedy.ts";
import { DIRECTORIES, DIRECTORY_OPTIONS } from "../../../systemd/directories.ts";

/** Store paths that only the environment names. */
export const environmentPaths: Rule = (facts) =>
  Object.entries(facts.environment).flatMap(([name, value]) => {
    const option = ["environment", name];
    const isOwn = facts.full.definitions.some((each) => each.option.join() === option.join());
    if (name === "PATH" || (BY_NIXOS.includes(name) && !isOwn)) return [];
    const missing = storePathsIn(value, facts.storeDir).filter((path) => !facts.view.shows(path));
    return missing.map((path) =>
      finding(
        facts,
        "CU103",
        { name, path: nameOf(path) },
        { option, target: { kind: "storePath", storePath: path }, remedies: [{ kind: "variable", name }] },
      ),
    );
  });

/** Store paths in settings that are looked up inside and not scanned. */
export const optionPaths: Rule = (facts) =>
  ["ExecCondition", "WorkingDirectory"].flatMap((name) =>
    stringsOf(facts.config[name])
      .flatMap((line) => storePathsIn(line, facts.storeDir))
      .filter((path) => !facts.view.shows(path))
      .map((path) => {
        const where = { ...setting(name), target: { kind: "storePath", storePath: path } as const };
        const words = { option: name, path: nameOf(path) };
        return finding(facts, "CU104", words, { ...where, remedies: [{ kind: "setting-paths", name }] });
      }),
  );

/** Store paths that stand in the text of an EnvironmentFile of the store. */
export const environmentFiles: Rule = (facts) =>
  stringsOf(facts.config["EnvironmentFile"]).flatMap((line) => {
    const file = line.replace(/^-/, "");
    const bytes = ownerOf(file, facts.storeDir) !== null ? facts.files.read(file, 0, 65536) : null;
    const named = bytes === null ? [] : storePathsIn(new TextDecoder().decode(bytes), facts.storeDir);
    const words = (path: string) => ({ file: shortName(file, facts.storeDir), path: nameOf(path) });
    return named
      .filter((path) => !facts.view.shows(path))
      .map((path) =>
        finding(facts, "CU105", words(path), {
          ...setting("EnvironmentFile"),
          remedies: [{ kind: "setting-paths", name: "EnvironmentFile" }],
        }),
      );
  });

/** Below these a program finds what the host has there, or makes it. */
const OF_THE_HOST = /^\/(?:etc|usr|home|root|opt|srv|mnt|media|bin|sbin|lib|var)(?:\/|$)/;

/** Host paths among the arguments and in WorkingDirectory that are not bound. */
export const hostPaths: Rule = (facts) => {
  const named = [
    ...facts.commands.flatMap(({ option, program, args }) =>
      [program, ...args].map((word, index) => ({
        option,
        path: /^(?:-{1,2}[\w-]+=)?(\/.*)$/.exec(word)?.[1] ?? "",
        isProgram: index === 0,
      })),
    ),
    ...stringsOf(facts.config["WorkingDirectory"]).map((text) => ({
      option: "WorkingDirectory",
      path: text.replace(/^-/, ""),
      isProgram: false,
    })),
  ];
  return named
    .filter(({ path }) => OF_THE_HOST.test(path) && ownerOf(path, facts.storeDir) === null)
    .filter(({ path }) => !path.includes("%") && !facts.view.shows(path))
    .map(({ option, path, isProgram }) =>
      finding(
        facts,
        "CU108",
        { option, path },
        {
          ...setting(option),
          target: { kind: "text", text: path },
          // NixOS has no programs there, and to bind one from another system would not bring its libraries.
          remedies: isProgram ? [] : [remedyFor(path)],
        },
      ),
    );
};

/** What a service keeps is best left to systemd, which makes the folder and gives it to the service's user. */
function remedyFor(path: string): Remedy {
  for (const option of DIRECTORY_OPTIONS) {
    const { base } = DIRECTORIES[option];
    const [name = ""] = path.startsWith(`${base}/`) ? path.slice(base.length + 1).split("/") : [];
    if (option !== "ConfigurationDirectory" && name !== "") return { kind: "directory", option, name };
  }
  return { kind: "bind", bind: path };
}
