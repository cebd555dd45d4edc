import type { Json } from "../manifest/types.ts";
import { nixPath, nixString } from "../nix-text.ts";
import { PROFILES, type ProfileName } from "./profiles.ts";

/** What mends a finding: Nix is written from it, and suggest tries it out. */
export type Remedy =
  /** The packages of `path` are in the chroot. */
  | { kind: "path" }
  /** So is what a variable of `environment`, or a setting of `serviceConfig`, names. */
  | { kind: "variable"; name: string }
  | { kind: "setting-paths"; name: string }
  | { kind: "profile"; name: ProfileName }
  /** A bind for reading, as systemd writes it. */
  | { kind: "bind"; bind: string }
  /** A folder that systemd makes for the service, such as StateDirectory. */
  | { kind: "directory"; option: string; name: string }
  /** /bin/sh is what the host has there. */
  | { kind: "shell" }
  /** /usr/bin/env is that of coreutils. */
  | { kind: "env" }
  | { kind: "confinement"; name: "mode" | "mounts" | "instanceRoots"; value: string | boolean }
  /** `force`: it is set to something else. */
  | { kind: "setting"; name: string; value: Json; force: boolean };

/** The service that is mended. */
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

/** How the remedy is written in Nix; empty where this host has no way to it. */
export function assignmentsOf(remedy: Remedy, subject: Subject): Assignment[] {
  const { ownModule } = subject;
  const self = `config.${nixPath(["systemd", "services", subject.name])}`;
  const packages = (value: string, kind: Assignment["kind"] = "element"): Assignment[] => [
    { option: ["confinement", "packages"], kind, value },
  ];
  const switched = (name: string): Assignment[] => [
    { option: ["confinement", name], kind: "value", value: "true" },
  ];
  const binds = (all: readonly string[]): Assignment[] =>
    all.map((bind) => ({
      option: ["serviceConfig", "BindReadOnlyPaths"],
      kind: "element",
      value: nixString(bind),
    }));
  switch (remedy.kind) {
    case "path":
      return ownModule ? switched("includePath") : packages(`map lib.getBin ${self}.path`, "list");
    case "variable":
      return ownModule
        ? switched("includeEnvironment")
        : packages(`${self}.${nixPath(["environment", remedy.name])}`);
    case "setting-paths":
      return packages(`${self}.${nixPath(["serviceConfig", remedy.name])}`);
    case "profile": {
      const profile = PROFILES[remedy.name];
      // Variables of profiles are those that NixOS gives to all services.
      if (ownModule)
        return [{ option: ["confinement", "profiles"], kind: "element", value: nixString(remedy.name) }];
      return [
        ...binds(profile.binds),
        ...profile.variables.flatMap((name) => packages(`config.systemd.globalEnvironment.${name}`)),
      ];
    }
    case "bind":
      return binds([remedy.bind]);
    case "directory":
      return [{ option: ["serviceConfig", remedy.option], kind: "element", value: nixString(remedy.name) }];
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
      return remedy.name === "mode" || ownModule
        ? [{ option: ["confinement", remedy.name], kind: "value", value: nixValue(remedy.value) }]
        : [];
    case "setting": {
      const value = nixValue(remedy.value);
      const forced = remedy.force ? `lib.mkForce ${value}` : value;
      return [{ option: ["serviceConfig", remedy.name], kind: "value", value: forced }];
    }
  }
}

/** The remedy as lines to stand in the service, each by itself. */
export function linesOf(remedy: Remedy, subject: Subject): string[] {
  const all = assignmentsOf(remedy, subject);
  const elements = all.filter(({ kind }) => kind === "element");
  const options = [...new Set(elements.map(({ option }) => nixPath(option)))];
  return [
    ...all
      .filter(({ kind }) => kind !== "element")
      .map(({ option, value }) => `${nixPath(option)} = ${value};`),
    ...options.map((option) => {
      const values = elements.filter((each) => nixPath(each.option) === option).map(({ value }) => value);
      return `${option} = [ ${values.join(" ")} ];`;
    }),
  ];
}

function nixValue(value: Json): string {
  return typeof value === "string" ? nixString(value) : JSON.stringify(value);
}
