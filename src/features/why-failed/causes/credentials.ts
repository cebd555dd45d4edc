import { manual, type Proposal } from "../../../diagnostics/fix.ts";
import { nixString } from "../../../base/nix-text.ts";
import { stringsOf } from "../../../systemd/lines.ts";
import { mayBeMissing, seen, type Case, type Cause } from "../cause.ts";

/**
 * 243: systemd reads credentials on the host, before the root changes. Its message names none of them, so those that are not
 * there are named; where the machine is another one, all that could be.
 */
export function credentialCauses(subject: Case): Cause[] {
  return ["LoadCredential", "LoadCredentialEncrypted"].flatMap((option) =>
    stringsOf(subject.facts.config[option]).flatMap((line): Cause[] => {
      const [, id, path] = /^([^:]*):(\/.*)$/.exec(line) ?? [];
      if (path === undefined || !mayBeMissing(subject, path)) return [];
      const isSure = subject.machine !== null;
      return [
        {
          ...seen(
            subject,
            option,
            `${option} reads ${path} for ${nixString(id!)}, which ${isSure ? "does not exist" : "has to exist"} on the host`,
            "systemd reads credentials outside of the chroot, before the program starts; a file that is missing ends the start.",
            ...waysToHave(path),
          ),
          target: { kind: "text", text: path },
          confidence: isSure ? "high" : "medium",
        },
      ];
    }),
  );
}

/** Who makes such files: sops-nix, agenix, or a unit. */
function waysToHave(path: string): Proposal[] {
  const secret = /^\/run\/(secrets|agenix)(?:\.d\/\d+)?\/(.+)$/.exec(path);
  const name = nixString(secret?.[2] ?? "");
  if (secret?.[1] === "secrets")
    return [manual("declare the secret beside the service", `# sops.secrets.${name} = { };`)];
  if (secret?.[1] === "agenix")
    return [manual("declare the secret beside the service", `# age.secrets.${name}.file = …;`)];
  return [manual("start after the unit that makes the file", 'after = [ "….service" ];')];
}
