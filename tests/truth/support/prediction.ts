/** What the audit says of a host, read from its JSON: the one place here that knows its shape. */
import { commandLine } from "../../support/command-line.ts";
import { nixEnvironment } from "../../support/nix.ts";

export interface PredictedFix {
  /** `manual`: somebody has to complete it. */
  applicability: "safe" | "unsafe" | "manual";
  lines: string[];
}

export interface PredictedFinding {
  service: string;
  code: string;
  severity: "error" | "warning" | "note";
  confidence: "high" | "medium" | "low";
  message: string;
  fixes: PredictedFix[];
}

export interface Prediction {
  findings: PredictedFinding[];
  /** What could not be looked at, by service. */
  unknown: Map<string, { what: string; why: string }[]>;
}

type Json = Record<string, unknown>;

const CONFIDENCE = { sure: "high", likely: "medium", guess: "low" } as const;

/** Audits a host, given as a Nix expression. Throws where a part of it could not be looked at. */
export async function predict(expression: string): Promise<Prediction> {
  const variables = ["NIX_CONFIG", "NIX_CONF_DIR", "HOME", "XDG_CACHE_HOME", "XDG_CONFIG_HOME"];
  const environment = nixEnvironment();
  for (const name of variables) process.env[name] = environment[name];
  const { code, stdout, stderr } = await commandLine("audit", "--expr", expression, "--impure", "--json");
  if (code !== 0 && code !== 1) throw new Error(`audit exits with ${code}:\n${stderr}`);
  return decode(JSON.parse(stdout) as Json);
}

/** Reads both the JSON with `confidence: sure | likely | guess` and `fix`, and the one with `fixes` and `unknown`. */
export function decode(json: Json): Prediction {
  if (list(json["failures"]).length > 0) throw new Error(JSON.stringify(json["failures"]));
  const hosts = list(json["hosts"]);
  const services = hosts.flatMap((host) => list(host["services"]));
  return {
    findings: hosts.flatMap((host) => list(host["findings"])).map(finding),
    unknown: new Map(
      services.map(({ name, unknown }) => [
        String(name),
        list(unknown).map(({ what, why }) => ({ what: String(what), why: String(why) })),
      ]),
    ),
  };
}

function finding(json: Json): PredictedFinding {
  const confidence = String(json["confidence"]);
  return {
    service: String(json["service"]),
    code: String(json["code"]),
    severity: json["severity"] as PredictedFinding["severity"],
    confidence: CONFIDENCE[confidence as keyof typeof CONFIDENCE] ?? (confidence as "high"),
    message: String(json["message"] ?? json["what"]),
    fixes: json["fixes"] === undefined ? fixOfLines(json["fix"] as string[]) : list(json["fixes"]).map(fixOf),
  };
}

const fixOf = ({ applicability, lines }: Json): PredictedFix => ({
  applicability: applicability as PredictedFix["applicability"],
  lines: lines as string[],
});

function fixOfLines(lines: readonly string[]): PredictedFix[] {
  if (lines.length === 0) return [];
  const applicability = lines.some((line) => line.includes("…")) ? "manual" : "safe";
  return [{ applicability, lines: [...lines] }];
}

const list = (value: unknown): Json[] => (value ?? []) as Json[];
