import { ConfinedUnitsError } from "../base/errors.ts";
import { createNix, type Nix } from "../nix/nix.ts";

/** How Nix is run; what every function takes that starts it. */
export interface NixOptions {
  /** Stops all programs that were started; the function rejects with a ConfinedUnitsError whose code is `aborted`. */
  signal?: AbortSignal;
  /** The `nix` program: a path, or a name that is looked up on PATH. Default: `CONFINED_UNITS_NIX`, else `nix`. */
  nix?: string;
  /** Settings of nix.conf(5), passed as `--option NAME VALUE`. */
  settings?: Readonly<Record<string, string>>;
  /** Other flakes for inputs, passed as `--override-input INPUT REF`. */
  overrideInputs?: Readonly<Record<string, string>>;
  /** Use no network. */
  offline?: boolean;
  /** Where relative paths begin. Default: the current directory. */
  cwd?: string;
  /** Gets a sentence where something could not be looked at, so that less is found. Default: it is not shown. */
  onWarning?: (sentence: string) => void;
}

/** Hands a Nix to `act`. Once the signal is aborted, no result counts, and no failure that it caused either. */
export async function withNix<T>(options: NixOptions, act: (nix: Nix) => Promise<T>): Promise<T> {
  const { signal, nix: binary, settings = {}, overrideInputs = {}, offline, cwd } = options;
  const nix = createNix({
    binary,
    options: Object.entries(settings),
    overrideInputs: Object.entries(overrideInputs),
    offline,
    cwd,
    signal,
  });
  const isStopped = () => signal?.aborted === true;
  try {
    if (!isStopped()) {
      const value = await act(nix);
      if (!isStopped()) return value;
    }
  } catch (error) {
    const isOfStop = error instanceof ConfinedUnitsError || error === signal?.reason;
    if (!isStopped() || !isOfStop) throw error;
  }
  throw new ConfinedUnitsError("aborted", "stopped by the caller", { cause: signal?.reason });
}
