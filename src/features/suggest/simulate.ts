import { storeDirOf } from "../../store-path/store-path.ts";
import { storePathsIn } from "../../store-path/text.ts";
import { stringsOf } from "../../systemd/lines.ts";
import type { FullService, Json } from "../../manifest/types.ts";
import { bothContexts } from "../../store-path/context.ts";
import { BY_NIXOS, PROFILES } from "../../reference/profiles.ts";
import { INSTANCE_ROOT, rootOf, type Dialect } from "../../reference/dialects.ts";
import { settingsOfMode } from "../../reference/settings.ts";
import type { MountStrategy } from "../../reference/strategies.ts";
import { optionOfBind, type Edit } from "../../diagnostics/edit.ts";

/** A service as it would be if it were confined: with what confinement sets unless the service does. */
export function assumeConfined(service: FullService, dialect: Dialect): FullService {
  const { mode } = service.confinement;
  const serviceConfig = { ...settingsOfMode(mode), ...service.full.serviceConfig };
  const RootDirectory = service.settings.RootDirectory ?? rootOf(dialect, service);
  return {
    ...service,
    settings: { ...service.settings, RootDirectory },
    full: { ...service.full, serviceConfig },
  };
}

/** The service as the edits would make it, as far as the audit sees the difference. */
export function applyEdits(service: FullService, edits: readonly Edit[]): FullService {
  return edits.reduce(apply, service);
}

function apply(service: FullService, edit: Edit): FullService {
  const { full, settings } = service;
  const environment = full.environment ?? {};
  const textsIn = (names: readonly string[]) => names.flatMap((name) => stringsOf(environment[name]));
  switch (edit.kind) {
    case "path":
      return withPackages(
        service,
        textsIn(["PATH"]).flatMap((text) => storePathsIn(text, storeDirOf(Object.keys(full.context)))),
      );
    case "variable":
      return withPackages(
        service,
        full.ownModule
          ? textsIn(Object.keys(environment).filter((name) => ![...BY_NIXOS, "PATH"].includes(name)))
          : textsIn([edit.name]),
      );
    case "setting-paths":
      return withPackages(service, stringsOf(full.serviceConfig?.[edit.name]));
    case "profile": {
      const { binds, variables } = PROFILES[edit.name];
      return withPackages(withElements(service, "BindReadOnlyPaths", binds), textsIn(variables));
    }
    case "bind":
      return withElements(service, optionOfBind(edit), [edit.bind]);
    case "directory":
      return withElements(service, edit.option, [edit.name]);
    case "shell":
      return withElements(service, "BindReadOnlyPaths", ["/bin/sh"]);
    case "env":
      return withElements(service, "BindReadOnlyPaths", ["/usr/bin/env"]);
    case "confinement":
      return withOption(service, edit.name, edit.value);
    case "setting": {
      const isOfDropIn = edit.name === "RootDirectory" || edit.name === "PrivateTmp";
      return {
        ...withSettings(service, { [edit.name]: edit.value }),
        ...(isOfDropIn ? { settings: { ...settings, [edit.name]: edit.value } } : {}),
      };
    }
  }
}

function withOption(service: FullService, name: string, value: string | boolean): FullService {
  const { confinement, settings } = service;
  if (name === "instanceRoots")
    return { ...service, settings: { ...settings, RootDirectory: INSTANCE_ROOT } };
  if (name === "mounts")
    return { ...service, confinement: { ...confinement, mounts: value as MountStrategy } };
  const mode = String(value);
  return withSettings({ ...service, confinement: { ...confinement, mode } }, settingsOfMode(mode));
}

function withSettings(service: FullService, more: Record<string, Json>): FullService {
  const { full } = service;
  return { ...service, full: { ...full, serviceConfig: { ...full.serviceConfig, ...more } } };
}

function withElements(service: FullService, name: string, more: readonly string[]): FullService {
  return withSettings(service, { [name]: [...stringsOf(service.full.serviceConfig?.[name]), ...more] });
}

/** What these texts name has been read with the rest of the service, so that its context is that of the facts. */
function withPackages(service: FullService, texts: readonly string[]): FullService {
  const { confinement, context, full } = service;
  const storeDir = storeDirOf(Object.keys(full.context));
  const named = texts.filter((text) => storePathsIn(text, storeDir).length > 0);
  const packages = [...new Set([...confinement.packages, ...named])];
  const packageKinds = packages.map((_, index) => confinement.packageKinds[index] ?? "string");
  return {
    ...service,
    confinement: { ...confinement, packages, packageKinds },
    packageText: packages.join("\n"),
    context: bothContexts(context, full.context),
  };
}
