import type { Diagnosis } from "../diagnosis.ts";
import { accessSync, constants, existsSync } from "node:fs";
import { dirname } from "node:path";
import { ConfinedUnitsError } from "../../../base/errors.ts";
import { findNix } from "../../../nix/errors/locate.ts";
import type { Nix } from "../../../nix/nix.ts";
import { run } from "../../../process/runner.ts";
import { hiddenBySandbox, showSettings } from "../../../nix/store/sandbox.ts";

/** Without a Nix, these would only say so again. */
const NEED_NIX = new Set(["evaluation", "store", "sandbox", "settings"]);

type Check = (nix: Nix) => Promise<Diagnosis | Omit<Diagnosis, "what">>;

const ok = (says: string) => ({ level: "ok", says }) as const;
const note = (says: string, hint: string) => ({ level: "note", says, hint }) as const;
const problem = (says: string, hint: string) => ({ level: "problem", says, hint }) as const;

const CHECKS: Record<string, Check> = {
  "Node.js": async () => ok(`${process.version.slice(1)} (${process.execPath})`),
  Nix: async (nix) => {
    const { text, implementation } = await nix.askedVersion();
    const path = findNix(process.env["CONFINED_UNITS_NIX"] || "nix", process.env, process.cwd());
    return ok(`${implementation} ${text} (${path})`);
  },
  evaluation: async (nix) => {
    const { stdout } = await nix.command("eval", ["--json", "--expr", "builtins ? getFlake"]);
    return stdout.trim() === "true"
      ? ok("works, with flakes")
      : note("works, without flakes", "use --file, or add to nix.conf: extra-experimental-features = flakes");
  },
  store: async (nix) => {
    const { stdout } = await nix.command("eval", ["--raw", "--expr", "builtins.storeDir"]);
    const store = stdout.trim();
    const socket = `${dirname(store)}/var/nix/daemon-socket/socket`;
    if (process.env["NIX_REMOTE"] === "daemon" || (!isWritable(store) && existsSync(socket))) {
      const pinged = await nix.command("store", ["ping"]).then(() => true, isFailure);
      return pinged
        ? ok(`${store}, by the daemon`)
        : problem("the Nix daemon does not answer", "start it with: systemctl start nix-daemon.socket");
    }
    return isWritable(store)
      ? ok(`${store}, writable`)
      : problem(`${store} cannot be written`, "use the daemon, or run as the user that owns it");
  },
  sandbox: async (nix) => {
    const settings = await showSettings(nix);
    const prefix = dirname(dirname(process.execPath));
    if (await hiddenBySandbox(nix, prefix)) {
      return note(
        `on, and it hides ${process.execPath} from builds`,
        `build needs hosts whose pkgs has nodejs, or: --option extra-sandbox-paths ${prefix}`,
      );
    }
    return ok(settings["sandbox"] === false || settings["sandbox"] === "false" ? "off" : "on");
  },
  settings: async (nix) => {
    const settings = await showSettings(nix);
    const shown = ["max-jobs", "cores", "substituters"].map((name) => {
      const value = settings[name];
      return `${name} = ${Array.isArray(value) ? value.join(" ") : String(value ?? "")}`.trim();
    });
    return ok(shown.join(", "));
  },
  systemd: async () => {
    const printed = await printedBy("systemctl", ["--version"]);
    if (printed === null) return note("not found", "units cannot be tried out on this machine");
    const name = printed.split("\n")[0]!;
    return existsSync("/run/systemd/system")
      ? ok(`${name}, running`)
      : note(`${name}, not running`, "units cannot be tried out on this machine");
  },
  bubblewrap: async () => {
    const printed = await printedBy("bwrap", ["--version"]);
    if (printed === null) return note("not found", "install bubblewrap to open chroots without root");
    const works = await printedBy("bwrap", ["--ro-bind", "/", "/", "true"]);
    return works === null
      ? note(`${printed.trim()}, but it cannot make a namespace`, "allow user namespaces on this machine")
      : ok(printed.trim());
  },
};

/** Looks at all that commands depend on. Never throws for what it finds: that is a finding. */
export async function examine(nix: Nix): Promise<Diagnosis[]> {
  const findings: Diagnosis[] = [];
  for (const [what, check] of Object.entries(CHECKS)) {
    if (NEED_NIX.has(what) && findings.some(({ level }) => level === "problem")) continue;
    try {
      findings.push({ what, ...(await check(nix)) });
    } catch (error) {
      if (!(error instanceof ConfinedUnitsError)) throw error;
      const hint = error.hint === undefined ? {} : { hint: error.hint };
      findings.push({ what, level: "problem", says: error.message, ...hint });
    }
  }
  return findings;
}

function isWritable(path: string): boolean {
  try {
    accessSync(path, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

/** What a program prints; null where it is missing or fails. */
async function printedBy(program: string, args: readonly string[]): Promise<string | null> {
  try {
    return (await run(program, args, { timeoutMs: 5000 })).stdout;
  } catch (error) {
    isFailure(error);
    return null;
  }
}

function isFailure(error: unknown): false {
  if (error instanceof ConfinedUnitsError) return false;
  throw error;
}
