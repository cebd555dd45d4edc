import type { Unit } from "../../../service/unit.ts";
import { ownerOf, nameOf } from "../../../store-path/store-path.ts";
import { commandsOf, type Command } from "../../../systemd/exec-line.ts";
import { listOf } from "../../../systemd/lines.ts";
import { walk } from "../../../programs/walk.ts";
import { notRunnable, type NotRunnable } from "./runnable.ts";
import { perService } from "./per-service.ts";

/** A command of an Exec line that cannot be started. */
export interface NotStarted extends NotRunnable {
  command: Pick<Command, "option" | "program" | "prefix">;
}

/**
 * The commands of Exec lines that systemd surely cannot start, each program of a setting once. With `+` as well: it lifts privileges and
 * leaves the root directory what it is (systemd 252).
 */
export const notStarted = perService((facts: Unit): NotStarted[] => {
  const known = new Set<string>();
  return commandsOf(facts.config).flatMap((command) => {
    const { option, program, prefix } = command;
    const key = `${option} ${prefix.includes("-")} ${program}`;
    if (known.has(key)) return [];
    known.add(key);
    const found = program.startsWith("/") ? notRunnable(facts, program) : bare(facts, program);
    return found === null ? [] : [{ ...found, command }];
  });
});

/** The directories that systemd searches where it was built for other systems; that of NixOS searches its own package only. */
const DEFAULT_PATH = ["/usr/local/sbin", "/usr/local/bin", "/usr/sbin", "/usr/bin", "/sbin", "/bin"];

/** systemd looks a name up in its own search path, which is not the service's PATH: systemd.exec(5), ExecSearchPath=. */
function bare({ config, files, inside, view, storeDir }: Unit, name: string): NotRunnable | null {
  if (name.includes("%") || name.includes("/")) return null;
  const own = listOf(config["ExecSearchPath"]).flatMap((line) => line.split(":"));
  if (own.some((each) => ownerOf(each, storeDir) === null && each !== "")) return null;
  const systemd = inside.filter((path) => nameOf(path).startsWith("systemd")).map((path) => `${path}/bin`);
  const directories = own.length > 0 ? own : systemd;
  const isThere =
    directories.some((each) => walk(`${each}/${name}`, files, view.mayShow).outcome === "found") ||
    DEFAULT_PATH.some((each) => view.mayShow(`${each}/${name}`));
  if (isThere) return null;
  const problem = "no directory of systemd's own search path has it in the chroot";
  return { kind: "bare", problem, lacks: null };
}
