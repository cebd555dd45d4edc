import { say } from "./say.ts";

/** 2xx: settings in conflict. */
export const CONFLICTS = {
  CU201: say(
    "error",
    "high",
    "RootDirectory is {value}, not confinement's {expected}",
    "The binds are made below the one root, the program sees the other.",
  ),
  CU202: say(
    "error",
    "high",
    "RootDirectoryStartOnly is set",
    "Commands besides ExecStart run outside of the chroot.",
  ),
  CU203: say(
    "error",
    "high",
    "{name} is set under dialect {dialect}",
    "The root loses its tmpfs, and mount points stay behind in the real /var/empty.",
  ),
  CU204: say(
    "warning",
    "medium",
    "PrivateUsers is on, and the service wants {name}",
    "Capabilities hold in the service's own user namespace only: binding low ports and the like is refused.",
  ),
  CU205: say(
    "warning",
    "high",
    "MountAPIVFS is off in mode full-apivfs",
    "There is no /proc and no /dev, not even /dev/null: it is mode chroot-only without saying so.",
  ),
  CU206: say(
    "error",
    "high",
    'PrivateTmp is the string "{value}" under dialect {dialect}',
    "The reference negates it, and evaluation ends in an error that nothing catches.",
  ),
  CU207: say(
    "warning",
    "high",
    "all instances of the template share {root}",
    "The first instance that stops removes it, which empties the root of all others.",
  ),
  CU208: say(
    "warning",
    "medium",
    "no Exec line is set, so they must be in a unit that a package ships",
    "Lines of a shipped unit are not scanned; their programs are missing: 203/EXEC.",
  ),
  CU209: say(
    "note",
    "low",
    "UMask is {value} under dialect {dialect}",
    "Mount points are made with it, so that another user than root cannot pass through them.",
  ),
} as const;
