import type { Json } from "../manifest/types.ts";
import { isOn } from "../systemd/boolean.ts";
import { commandsOf, type Command } from "../systemd/exec-line.ts";

/** A command that systemd starts for a service. */
export interface UnitCommand extends Command {
  /** Whether it runs in the chroot: `+` and `!` do not leave it, RootDirectoryStartOnly does for all but ExecStart. */
  inChroot: boolean;
  /** Whether it runs in the user namespace of PrivateUsers, which `+` leaves. */
  inUserNamespace: boolean;
  /** `-`: its failure does not count. */
  mayFail: boolean;
}

/** All commands of a service, in the order of the settings. */
export function unitCommands(config: Record<string, Json>): UnitCommand[] {
  const onlyStart = isOn(config["RootDirectoryStartOnly"]);
  const hasUsers = isOn(config["PrivateUsers"]);
  return commandsOf(config).map((command) => ({
    ...command,
    inChroot: !onlyStart || command.option === "ExecStart",
    inUserNamespace: hasUsers && !command.prefix.includes("+"),
    mayFail: command.prefix.includes("-"),
  }));
}
