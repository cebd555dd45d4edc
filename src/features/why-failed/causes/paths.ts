import { manual, unsafe } from "../../../diagnostics/fix.ts";
import { setting, subjectOf, text } from "../../audit/rule.ts";
import settingNotInChroot from "../../audit/rules/CU104-setting-not-in-chroot.ts";
import hostPathNotBound from "../../audit/rules/CU108-host-path-not-bound.ts";
import type { Unit } from "../../../service/unit.ts";
import { nameOf } from "../../../store-path/store-path.ts";
import { storePathsIn } from "../../../store-path/text.ts";
import type { Cause } from "../cause.ts";

/** A path that the chroot does not show: of the store, or of the host. */
export function missingPath(facts: Unit, option: string, path: string): Cause {
  const [storePath] = storePathsIn(path);
  const where = { ...setting(option), target: text(path) };
  const args = { option, path };
  if (storePath === undefined)
    return hostPathNotBound.report(subjectOf(facts), args, {
      ...where,
      fixes: [unsafe({ kind: "bind", bind: path })],
    });
  const fix = manual(`add ${nameOf(storePath)} to the chroot`, "confinement.packages = [ pkgs.… ];");
  return settingNotInChroot.report(subjectOf(facts), args, { ...where, fixes: [fix] });
}
