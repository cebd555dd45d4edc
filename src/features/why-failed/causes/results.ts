import { STRATEGIES } from "../../../reference/strategies.ts";
import { nixString } from "../../../base/nix-text.ts";
import { stringsOf } from "../../../systemd/lines.ts";
import { mayBeMissing, seen, type Case, type Cause } from "../cause.ts";
import { decidedBy } from "./settings.ts";
import { manual, unsafe } from "../../../diagnostics/fix.ts";
import { readUnitFile } from "../../../systemd/unit-file.ts";

/** Where no command was run: a file that systemd reads itself, an assertion, a unit that is required. */
export function resultCauses(subject: Case): Cause[] {
  const { result, signal } = subject.ending;
  if (signal === "SYS") return decidedBy(subject, ["SystemCallFilter", "SystemCallArchitectures"]);
  if (result === "assert") return assertion(subject);
  if (result === "dependency") return dependency(subject);
  return result === "resources" ? environmentFiles(subject) : [];
}

function environmentFiles(subject: Case): Cause[] {
  if (!subject.clues.some(({ kind }) => kind === "environment")) return [];
  return stringsOf(subject.facts.config["EnvironmentFile"]).flatMap((path) =>
    path.startsWith("-") || !mayBeMissing(subject, path)
      ? []
      : [
          seen(
            subject,
            "EnvironmentFile",
            `EnvironmentFile names ${path}, which is not there or cannot be read`,
            "systemd reads it outside of the chroot, before it starts anything.",
            manual("start without it", `serviceConfig.EnvironmentFile = ${nixString(`-${path}`)};`),
            manual("start after the unit that makes it", 'after = [ "….service" ];'),
          ),
        ],
  );
}

/** `confinement.mounts = "inherit"` guards itself so (docs/explanation/mount-strategies.md); other assertions are the unit's own. */
function assertion(subject: Case): Cause[] {
  const { mounts, unitText } = subject.facts;
  const asserts = readUnitFile(unitText ?? "").filter(
    ({ name, value }) => name.startsWith("Assert") && value !== "",
  );
  const isGuard = asserts.some(
    ({ name, value }) => name === "AssertPathIsReadWrite" && value.startsWith("!/"),
  );
  const isInherited = STRATEGIES[mounts].needsReadOnlyStore;
  if (!isInherited && !isGuard)
    return asserts.map(({ name, value }) => ({
      ...seen(
        subject,
        "",
        `the unit has ${name}=${value}`,
        "A start that does not meet it fails, and runs nothing.",
      ),
      option: ["unitConfig", name],
    }));
  const what = 'confinement.mounts is "inherit", and the store of this machine is writable';
  const why = "Its binds are only read-only where the store is: the service could write to it.";
  const fixes = [
    unsafe({ kind: "confinement", name: "mounts", value: "overlay" }),
    manual("mount the store read-only, as NixOS does"),
  ];
  return [{ ...seen(subject, "", what, why, ...fixes), option: ["confinement", "mounts"] }];
}

/** The mounts of `overlay` are units that the service requires. */
function dependency(subject: Case): Cause[] {
  const { mounts } = subject.facts;
  const isOverlay =
    STRATEGIES[mounts].image === "names" ||
    subject.facts.view.binds.some(({ source }) => source.startsWith("/run/confined-units/"));
  if (!isOverlay) return [];
  const what = "the overlay of its store paths was not mounted";
  const why =
    "It needs EROFS, loop devices and overlayfs; systemctl status 'run-confined*.mount' has the reason.";
  const fix = unsafe({ kind: "confinement", name: "mounts", value: "read-only" });
  return [{ ...seen(subject, "", what, why, fix), option: ["confinement", "mounts"] }];
}
