import type { Unknown as Gap } from "../base/unknown.ts";
import type { Json } from "../manifest/types.ts";
import type { StoreFiles } from "../programs/port.ts";
import { walk } from "../programs/walk.ts";
import { ownerOf } from "../store-path/store-path.ts";
import { readEnvironmentFile } from "../systemd/environment-file.ts";
import { environmentIn } from "../systemd/environment.ts";
import { listOf, stringsOf } from "../systemd/lines.ts";
import { withSpecifiers } from "../systemd/specifiers.ts";
import { known, unknown, type Fact } from "./fact.ts";

/** A variable of a service's environment, and where it was set last. */
export interface Variable {
  value: string;
  from: "environment" | "Environment" | "EnvironmentFile";
  /** The option below `systemd.services.<name>`: `["environment", "TZ"]`, `["serviceConfig", "Environment"]`. */
  option: readonly string[];
}

/** The environment of a service's commands, in systemd's order: a later source overrides an earlier one (systemd.exec(5)). */
export interface Environment {
  variables: ReadonlyMap<string, Variable>;
  /** Files that nobody can read before the service starts: they may set any variable. Empty: all variables are known. */
  open: readonly Gap[];
  /** The text that the unit itself gives a variable, whatever an open file may make of it; undefined: none. */
  text(name: string): string | undefined;
  /** The value that the service will see; null: it is not set. Unknown where an open file may set it. */
  value(name: string): Fact<string | null>;
  /** Whether the service may see it. */
  mayBeSet(name: string): boolean;
}

/** More bytes has no file that sets variables. */
const MAX_BYTES = 1024 * 1024;

/** `environment` is the option of NixOS, which stands in the unit before `Environment=` of serviceConfig. */
export function environmentOf(
  service: string,
  environment: Record<string, Json>,
  config: Record<string, Json>,
  { files, storeDir }: { files: StoreFiles; storeDir: string },
): Environment {
  const variables = new Map<string, Variable>();
  const open: Gap[] = [];
  // An empty line takes back all before it, those of NixOS included.
  const isReset = stringsOf(config["Environment"]).some((line) => line.trim() === "");
  for (const [name, value] of isReset ? [] : Object.entries(environment))
    if (typeof value === "string")
      variables.set(name, {
        value: withSpecifiers(value, service),
        from: "environment",
        option: ["environment", name],
      });
  for (const [name, value] of environmentIn(config["Environment"], service))
    variables.set(name, { value, from: "Environment", option: ["serviceConfig", "Environment"] });
  for (const line of listOf(config["EnvironmentFile"])) {
    const read = assignmentsIn(line, service, files, storeDir);
    if (!read.known) open.push({ what: read.what, why: read.why });
    for (const [name, value] of read.known ? read.value : [])
      variables.set(name, { value, from: "EnvironmentFile", option: ["serviceConfig", "EnvironmentFile"] });
  }
  const text = (name: string) => variables.get(name)?.value;
  return {
    variables,
    open,
    text,
    value: (name) =>
      open[0] === undefined
        ? known(text(name) ?? null)
        : unknown(`the variable ${name}`, `${open[0].what}: ${open[0].why}`),
    mayBeSet: (name) => variables.has(name) || open.length > 0,
  };
}

/** systemd reads the file outside of the chroot; without it, and without `-`, the service fails, and sees no variable. */
function assignmentsIn(
  line: string,
  service: string,
  files: StoreFiles,
  storeDir: string,
): Fact<[string, string][]> {
  const path = withSpecifiers(line.trim().replace(/^-/, ""), service);
  const what = `what ${path} sets`;
  if (/[*?[%]/.test(path)) return unknown(what, "which files these are is known only at run time");
  if (ownerOf(path, storeDir) === null) return unknown(what, "it is read when the service starts");
  if (files.stat(ownerOf(path, storeDir)!) === null) return unknown(what, "it is not in the store here");
  const walked = walk(path, files);
  if (walked.outcome !== "found") return known([]);
  if (ownerOf(walked.path, storeDir) === null) return unknown(what, "it is read when the service starts");
  const bytes = files.read(walked.path, 0, MAX_BYTES + 1);
  if (bytes === null) return known([]);
  if (bytes.length > MAX_BYTES) return unknown(what, "it is too long to be read here");
  return known(readEnvironmentFile(new TextDecoder().decode(bytes)));
}
