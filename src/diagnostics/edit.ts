import { PROFILES, type ProfileName } from "../reference/profiles.ts";
import type { Json } from "../manifest/types.ts";
import { nixPath, nixString } from "../base/nix-text.ts";
import { enumerated } from "./message.ts";

/** One change of a service's configuration: Nix is written from it, and suggest simulates it. */
export type Edit =
  /** The packages of `path` are added to the chroot. */
  | { kind: "path" }
  /** So is what a variable of `environment`, or a setting of `serviceConfig`, refers to. */
  | { kind: "variable"; name: string }
  | { kind: "setting-paths"; name: string }
  | { kind: "profile"; name: ProfileName }
  /** A bind mount, as systemd writes it; read-only where it is not said to be writable. */
  | { kind: "bind"; bind: string; writable?: boolean }
  /** A directory that systemd makes for the service, such as StateDirectory. */
  | { kind: "directory"; option: string; name: string }
  /** /bin/sh is what the host has there. */
  | { kind: "shell" }
  /** /usr/bin/env is that of coreutils. */
  | { kind: "env" }
  | { kind: "confinement"; name: "mode" | "mounts" | "instanceRoots"; value: string | boolean }
  /** `force`: the option has another value already. */
  | { kind: "setting"; name: string; value: Json; force: boolean };

/** The service that is changed. */
export interface Subject {
  name: string;
  /** Whether the host's confinement is confined-units' module, with the options that nixpkgs' lacks. */
  ownModule: boolean;
}

/** A piece of Nix to stand in a service: a value, an element of a list, or a list. */
export interface Assignment {
  option: string[];
  kind: "value" | "element" | "list";
  value: string;
}

/** How the edit is written in Nix; empty where this host has no option for it. */
export function assignmentsOf(edit: Edit, subject: Subject): Assignment[] {
  const { ownModule } = subject;
  const self = `config.${nixPath(["systemd", "services", subject.name])}`;
  const packages = (value: string): Assignment[] => [
    { option: ["confinement", "packages"], kind: "element", value },
  ];
  const switched = (name: string): Assignment[] => [
    { option: ["confinement", name], kind: "value", value: "true" },
  ];
  const binds = (all: readonly string[], option = "BindReadOnlyPaths"): Assignment[] =>
    all.map((bind) => ({
      option: ["serviceConfig", option],
      kind: "element",
      value: nixString(bind),
    }));
  switch (edit.kind) {
    case "path":
      // `path` itself is a list of packages, or, up to nixpkgs 20.09, a string: PATH is the same in both.
      return ownModule ? switched("includePath") : packages(`${self}.environment.PATH`);
    case "variable":
      return ownModule
        ? switched("includeEnvironment")
        : packages(`${self}.${nixPath(["environment", edit.name])}`);
    case "setting-paths":
      return packages(`${self}.${nixPath(["serviceConfig", edit.name])}`);
    case "profile": {
      const profile = PROFILES[edit.name];
      // Variables of profiles are those that NixOS gives to all services.
      if (ownModule)
        return [{ option: ["confinement", "profiles"], kind: "element", value: nixString(edit.name) }];
      return [
        ...binds(profile.binds),
        ...profile.variables.flatMap((name) => packages(`config.systemd.globalEnvironment.${name}`)),
      ];
    }
    case "bind":
      return binds([edit.bind], optionOfBind(edit));
    case "directory":
      return [{ option: ["serviceConfig", edit.option], kind: "element", value: nixString(edit.name) }];
    case "shell":
      return [
        { option: ["confinement", "binSh"], kind: "value", value: "lib.mkForce config.environment.binsh" },
      ];
    case "env":
      return [
        {
          option: ["serviceConfig", "BindReadOnlyPaths"],
          kind: "element",
          value: '"${pkgs.coreutils}/bin/env:/usr/bin/env"',
        },
        ...packages("pkgs.coreutils"),
      ];
    case "confinement":
      return edit.name === "mode" || ownModule
        ? [{ option: ["confinement", edit.name], kind: "value", value: nixValue(edit.value) }]
        : [];
    case "setting": {
      const value = nixValue(edit.value);
      const forced = edit.force ? `lib.mkForce ${value}` : value;
      return [{ option: ["serviceConfig", edit.name], kind: "value", value: forced }];
    }
  }
}

/** The setting that a bind mount stands in: systemd.exec(5). */
export const optionOfBind = ({ writable = false }: { writable?: boolean }): string =>
  writable ? "BindPaths" : "BindReadOnlyPaths";

/** Edits as lines to stand in the service, one for each option. */
export function linesOf(edits: readonly Edit[], subject: Subject): string[] {
  const all = edits.flatMap((edit) => assignmentsOf(edit, subject));
  const options = [...new Set(all.map(({ option }) => nixPath(option)))];
  return options.map((option) => {
    const own = all.filter((each) => nixPath(each.option) === option);
    const valuesOf = (kind: Assignment["kind"]) => [
      ...new Set(own.filter((each) => each.kind === kind).map(({ value }) => value)),
    ];
    const [value] = valuesOf("value");
    if (value !== undefined) return `${option} = ${value};`;
    const elements = valuesOf("element");
    const lists = [...valuesOf("list"), ...(elements.length === 0 ? [] : [`[ ${elements.join(" ")} ]`])];
    return `${option} = ${lists.join(" ++ ")};`;
  });
}

type Bind = Extract<Edit, { kind: "bind" }>;

/** What edits that bind do; all are writable, or none. */
export function titleOfBinds(edits: readonly [Bind, ...Bind[]]): string {
  const names = enumerated(edits.map(({ bind }) => bind.replace(/^-/, "")));
  return `bind ${names}${edits[0].writable === true ? ", writable" : " read-only"}`;
}

/** What the edit does, as an imperative clause. */
export function titleOf(edit: Edit): string {
  switch (edit.kind) {
    case "path":
      return "add the packages of `path` to the chroot";
    case "variable":
      return `add the store paths in environment.${edit.name} to the chroot`;
    case "setting-paths":
      return `add the store paths in ${edit.name} to the chroot`;
    case "profile":
      return `add the files of the ${edit.name} profile`;
    case "bind":
      return titleOfBinds([edit]);
    case "directory":
      return `let systemd make the directory with ${edit.option}`;
    case "shell":
      return "bind the host's /bin/sh";
    case "env":
      return "bind the env of coreutils to /usr/bin/env";
    case "confinement":
      return `set confinement.${edit.name}`;
    case "setting":
      return `set ${edit.name} to ${nixValue(edit.value)}`;
  }
}

function nixValue(value: Json): string {
  return typeof value === "string" ? nixString(value) : JSON.stringify(value);
}
