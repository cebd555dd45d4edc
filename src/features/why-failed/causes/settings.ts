import { manual, type Proposal } from "../../../diagnostics/fix.ts";
import { nixString } from "../../../base/nix-text.ts";
import { stringsOf } from "../../../systemd/lines.ts";
import { seen, type Case, type Cause } from "../cause.ts";

/** Any other status: what the audit foresees for it, else the settings that decide it, with their values. */
export function namedCauses(subject: Case): Cause[] {
  const { foreseen, status } = subject;
  const { codes, options } = status!;
  const known = foreseen.filter(
    ({ code, option }) => codes.includes(code) && (options.length === 0 || options.includes(option.at(-1)!)),
  );
  return known.length > 0 ? known : decidedBy(subject, options);
}

/** 217: ESRCH says that nobody has the name; all else comes from the namespace. */
export function userCauses(subject: Case): Cause[] {
  const isUnknown = subject.clues.some(({ kind, reason }) => kind === "step" && reason === "No such process");
  return decidedBy(subject, [isUnknown ? "User" : "PrivateUsers"]);
}

/** Each of these settings that is set, with what systemd said. */
export function decidedBy(subject: Case, options: readonly string[]): Cause[] {
  const { facts, status, clues } = subject;
  const reason = clues.findLast(({ kind }) => kind === "step")?.reason ?? status?.what ?? "";
  return options.flatMap((option) => {
    const values = stringsOf(facts.config[option]).filter((value) => !IS_OFF.test(value));
    if (values.length === 0) return [];
    const why =
      status?.place === "chroot"
        ? "It is looked up inside the chroot."
        : "It is decided on the host, before the root changes.";
    return [
      seen(
        subject,
        option,
        `${option} is ${values.join(" ")}: ${reason}`,
        why,
        ...fixesFor(option, values[0]!),
      ),
    ];
  });
}

const IS_OFF = /^(?:|no|false|0|null|inherit|journal|\[not set\])$/;

function fixesFor(option: string, value: string): Proposal[] {
  if (option === "User")
    return [
      manual(
        "declare the user beside the service",
        `# users.users.${value} = { isSystemUser = true; group = ${nixString(value)}; };`,
      ),
      manual("let systemd make a user for this service", "serviceConfig.DynamicUser = true;"),
    ];
  return option === "Group"
    ? [manual("declare the group beside the service", `# users.groups.${value} = { };`)]
    : [];
}
