import { UsageError } from "../errors.ts";
import { fitsGlob, nameOf } from "../explain/match.ts";
import { finding, type Rule } from "./finding.ts";

/** What a chroot may hold; a service's own limits stand before those for all. */
interface Limits {
  maxPaths?: number;
  /** Bytes of NAR. */
  maxSize?: number;
  /** Globs of store path names. */
  forbid?: string[];
}

export interface Policy extends Limits {
  services?: Record<string, Limits>;
}

/** Reads a policy file. Throws UsageError. */
export function decodePolicy(value: unknown): Policy {
  const limits = (at: unknown, where: string, more: string[] = []): Limits => {
    if (typeof at !== "object" || at === null || Array.isArray(at))
      throw new UsageError(`policy${where}: expected an object`);
    for (const [key, each] of Object.entries(at)) {
      const isFit =
        key === "forbid"
          ? Array.isArray(each) && each.every((glob) => typeof glob === "string")
          : typeof each === "number" && each >= 0;
      if (!["maxPaths", "maxSize", "forbid", ...more].includes(key))
        throw new UsageError(`policy${where}: there is no limit ${JSON.stringify(key)}`, {
          hint: "there are maxPaths, maxSize, forbid and services",
        });
      if (!isFit && !more.includes(key))
        throw new UsageError(
          `policy${where}.${key}: expected ${key === "forbid" ? "a list of globs" : "a number"}`,
        );
    }
    return at;
  };
  const policy = limits(value, "", ["services"]) as Policy;
  const { services = {} } = policy;
  if (typeof services !== "object" || services === null || Array.isArray(services))
    throw new UsageError("policy.services: expected an object");
  for (const [name, own] of Object.entries(services)) limits(own, `.services.${JSON.stringify(name)}`);
  return policy;
}

/** The rule that a policy makes. */
export function policyRule(policy: Policy): Rule {
  return (facts) => {
    const { services: own, ...all } = policy;
    const { maxPaths = Infinity, maxSize = Infinity, forbid = [] } = { ...all, ...own?.[facts.service.name] };
    const option = ["confinement"];
    const size = facts.inside.reduce((sum, path) => sum + facts.sizeOf(path), 0);
    return [
      ...(facts.inside.length > maxPaths
        ? [
            finding(
              facts,
              "CU408",
              { count: String(facts.inside.length), limit: String(maxPaths) },
              { option },
            ),
          ]
        : []),
      ...(size > maxSize
        ? [finding(facts, "CU409", { size: String(size), limit: String(maxSize) }, { option })]
        : []),
      ...forbid.flatMap((glob) =>
        facts.inside
          .filter((path) => fitsGlob(glob, nameOf(path)))
          .map((path) => finding(facts, "CU410", { path: nameOf(path), glob }, { option })),
      ),
    ];
  };
}
