import { LIMITS } from "../programs/parse-limits.ts";
import type { ShellFacts } from "../programs/shell.ts";
import type { NotLookedAt } from "../base/unknown.ts";
import type { StoreFiles } from "../programs/port.ts";
import { SHEBANG_BYTES } from "../programs/shebang.ts";
import { ownerOf } from "../store-path/store-path.ts";
import type { Json } from "../manifest/types.ts";
import { commandsOf, type Command } from "../systemd/exec-line.ts";

/** A shell script that a line of a service starts. */
export interface ScriptFile {
  path: string;
  command: Command;
  /** One byte more than a script may have at most says that it is longer. */
  bytes: Uint8Array;
}

/** What is known of a script. */
export type ReadShell = (script: ScriptFile) => ShellFacts | NotLookedAt;

/** What a service's own lines start in its chroot. */
export function chrootCommands(config: Record<string, Json>): Command[] {
  return commandsOf(config).filter(({ prefix }) => !prefix.includes("+"));
}

/** The shell scripts among the programs of commands. */
export function scriptFilesOf(
  commands: readonly Command[],
  storeDir: string,
  files: StoreFiles,
): ScriptFile[] {
  return commands.flatMap((command) => {
    const path = command.program;
    if (ownerOf(path, storeDir) === null) return [];
    const bytes = files.read(path, 0, LIMITS.bytes + 1);
    return bytes !== null && isShell(bytes) ? [{ path, command, bytes }] : [];
  });
}

function isShell(bytes: Uint8Array): boolean {
  if (bytes[0] !== 0x23 || bytes[1] !== 0x21) return false;
  const [line = ""] = new TextDecoder().decode(bytes.subarray(0, SHEBANG_BYTES)).split("\n", 1);
  return /(?:\/|env (?:-S )?)(?:ba|da|a)?sh\b/.test(line);
}
