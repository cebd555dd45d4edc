import { createHash } from "node:crypto";
import type { Inputs, Recorded, Result } from "../../../scripts/vectors/case.ts";
import { pathSafeName } from "../../../src/drop-in/names.ts";
import { storePath } from "../../support/services.ts";

export const VINTAGES = ["v1", "v2", "v3"] as const;
export type Vintage = (typeof VINTAGES)[number];

/** The text that a made-up service's packages give, as the reference names it. */
const TEXT = storePath(1000, "string-contexts.txt");

/** What a made-up case is about; all else is as in the simplest service. */
export interface Made {
  service?: string;
  packages?: string[];
  /** What refers to what below the text. */
  graph?: Record<string, string[]>;
  /** What Nix found in the text. */
  found?: string[];
  /** Store paths that are links, with where they lead in the end. */
  links?: Record<string, string | null>;
  binSh?: string | null;
  binShResolved?: string | null;
  serviceConfig?: Record<string, unknown>;
}

/** The record of a service that evaluated, in the shape of the reference's. */
export function inputsOf(vintage: Vintage, made: Made = {}): Inputs {
  const { service = "web", packages = [], graph = {}, found = [], links = {}, binSh = null } = made;
  const closure = { [TEXT]: found, ...graph };
  return {
    vintage,
    service,
    pathSafeName: pathSafeName(service),
    confinement: {
      binSh,
      enable: true,
      fullUnit: false,
      mode: "full-apivfs",
      packageKinds: packages.map(() => "string"),
      packages,
    },
    serviceConfig: { PrivateTmp: true, RootDirectory: "/var/empty", ...made.serviceConfig },
    contexts: { rootPathsText: {} },
    rootPaths: { path: TEXT, content: packages.join("\n") },
    closure: Object.entries(closure).map(([path, references]) => ({ path, references })),
    closurePaths: Object.keys(closure).map((path) => {
      const isSymlink = Object.hasOwn(links, path);
      return { path, isSymlink, resolved: isSymlink ? links[path]! : path };
    }),
    ...(binSh === null ? {} : { binShResolved: made.binShResolved ?? null }),
  };
}

/** The result of a build that wrote these lines after `[Service]`. */
export function builtResult(vintage: Vintage, service: string, lines: readonly string[]): Result {
  const content = ["[Service]", ...lines, ""].join("\n");
  const unit = `lib/systemd/system/${service}.service`;
  return {
    status: "built",
    path: vintage === "v1" ? unit : `${unit}.d/confinement.conf`,
    content,
    size: Buffer.byteLength(content),
    sha256: createHash("sha256").update(content).digest("hex"),
  };
}

export const caseOf = (inputs: Inputs, result: Result): Recorded => ({ ...inputs, result });
