/** Commands of bash itself and of POSIX shells: no program is looked for. From bash's reference manual, "Shell Builtin Commands". */
const BUILTINS = new Set(
  `. : [ alias bg bind break builtin caller cd command compgen complete compopt continue declare dirs disown echo enable eval exec exit
  export false fc fg getopts hash help history jobs kill let local logout mapfile popd printf pushd pwd read readarray readonly return
  set shift shopt source suspend test times trap true type typeset ulimit umask unalias unset wait`.split(
    /\s+/,
  ),
);

/** Words of the grammar that a parser may give as commands where a script is broken. */
const RESERVED = new Set(
  "if then elif else fi for while until do done case esac select function in time coproc { } ! [[ ]]".split(
    " ",
  ),
);

/** Builtins that dash and POSIX do not have: under `sh` they may be programs, or be missing. */
const BASH_ONLY = new Set(
  `bind builtin caller compgen complete compopt declare dirs disown enable help history let local logout mapfile popd pushd readarray
  shopt source suspend typeset`.split(/\s+/),
);

/** Whether the shell runs a command itself. `local` is in every shell that is used as /bin/sh. */
export function isBuiltin(name: string, shell: "bash" | "sh"): boolean {
  if (RESERVED.has(name)) return true;
  return BUILTINS.has(name) && (shell === "bash" || name === "local" || !BASH_ONLY.has(name));
}
