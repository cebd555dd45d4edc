import { isNewerThan } from "../../systemd/settings.ts";
import { assignmentAt, complaintOf } from "../../systemd/verify-output.ts";
import { FROM_DIALECT } from "../explain/groups.ts";
import type { FullService } from "../manifest/types.ts";
import { finding, type Finding } from "./finding.ts";

/** What a systemd says of one line of a service's unit. */
export interface Complaint {
  line: number;
  message: string;
}

/** Told of by rules of our own, which know more than a message. */
const OWN = ["CU302", "CU303", "CU304", "CU312"];

/** Lines that systemd ignores, as findings; `known` are those of the rules. */
export function ignoredLines(
  service: FullService,
  unitText: string,
  complaints: readonly Complaint[],
  version: string,
  known: readonly Finding[],
): Finding[] {
  return complaints.flatMap(({ line, message }) => {
    const about = assignmentAt(unitText, line);
    const kind = complaintOf(message);
    // What confinement itself writes is not the user's to fix.
    if (about === null || FROM_DIALECT.includes(about.name) || kind === "other") return [];
    const { name, section, value } = about;
    if (kind === "unknown-setting" && (isNewerThan(name, Number(version)) || name.startsWith("X-")))
      return [];
    const option = [section === "Service" ? "serviceConfig" : "unitConfig", name];
    const isKnown = known.some((each) => OWN.includes(each.code) && each.option.join() === option.join());
    const words = { line: `${name}=${value}`, message, version };
    return isKnown ? [] : [finding({ service, full: service.full }, "CU313", words, { option })];
  });
}
