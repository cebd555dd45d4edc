import { nameOf } from "../../../store-path/store-path.ts";
import { finding, setting, type Rule } from "../finding.ts";
import { profileIn } from "../../../reference/profiles.ts";

/** Links of the closure that lead nowhere. */
export const danglingLinks: Rule = (facts) =>
  facts.plan.warnings
    .filter(({ code }) => code === "dangling-symlink")
    .map(({ path }) => finding(facts, "CU109", { path: nameOf(path) }, { option: ["confinement"] }));

/** Directories of /etc that hold nothing but symlinks on NixOS. */
const FOLDERS = [
  "/etc/ssl",
  "/etc/ssl/certs",
  "/etc/pki",
  "/etc/pki/tls/certs",
  "/etc/static",
  "/etc/fonts",
  "/etc/nix",
];

/** Binds of such folders without the store to lead to. */
export const linkFolders: Rule = (facts) => {
  if (facts.view.shows(facts.storeDir)) return [];
  return facts.view.binds.flatMap(({ option, source, text }) => {
    if (!FOLDERS.includes(source)) return [];
    const profile = profileIn(source);
    const remedies = profile === null ? [] : [{ kind: "profile", name: profile } as const];
    const where = { ...setting(option), target: { kind: "text", text } as const, remedies };
    return [finding(facts, "CU110", { path: source }, where)];
  });
};

/** A locale by name needs the archive; C and POSIX are built in, C.UTF-8 since glibc 2.35. */
export const locale: Rule = (facts) => {
  const name = ["LC_ALL", "LANG"].find((each) => facts.environment[each] !== undefined);
  const value = facts.environment[name ?? ""];
  if (name === undefined || value === undefined || /^(?:C|POSIX|C\.UTF-?8)?$/i.test(value)) return [];
  const archive = facts.environment["LOCALE_ARCHIVE"];
  if (archive !== undefined && facts.view.shows(archive)) return [];
  return [
    finding(
      facts,
      "CU115",
      { name, value },
      { option: ["environment", name], remedies: [{ kind: "profile", name: "locale" }] },
    ),
  ];
};

/** A time zone by name needs its file. */
export const timeZone: Rule = (facts) => {
  const name = facts.environment["TZ"];
  if (name === undefined || /^:?(?:UTC|GMT)?0?$/.test(name)) return [];
  const folder = facts.environment["TZDIR"];
  const has = facts.view.shows("/etc/zoneinfo") || (folder !== undefined && facts.view.shows(folder));
  if (has) return [];
  return [
    finding(
      facts,
      "CU113",
      {},
      { option: ["environment", "TZ"], remedies: [{ kind: "profile", name: "timezone" }] },
    ),
  ];
};
