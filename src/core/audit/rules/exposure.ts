import { nameOf } from "../../explain/match.ts";
import { programsIn } from "../../files/program.ts";
import { storePathsIn } from "../../facts/options.ts";
import { estimateStart } from "../../mounts/estimate.ts";
import { finding, setting, type Rule } from "../finding.ts";
import { withoutEnd } from "../../ends.ts";

/** Sockets by which one acts as the daemon behind them. */
const SOCKETS: [RegExp, string][] = [
  [/\/docker\.sock$/, "docker"],
  [/\/podman(?:\/podman\.sock)?$/, "podman"],
  [/\/containerd(?:\/containerd\.sock)?$/, "containerd"],
  [/\/libvirt(?:\/libvirt-sock)?$/, "libvirtd"],
  [/\/dbus\/system_bus_socket$/, "the system bus"],
  [/^\/run\/systemd\/private$/, "systemd"],
];

/** Binds that show more than a service can need. */
export const wideBinds: Rule = (facts) =>
  facts.view.binds.flatMap(({ option, source, text }) => {
    const path = withoutEnd(source, "/") || source.slice(0, 1);
    const where = { ...setting(option), target: { kind: "text", text } as const };
    if (path === "/etc")
      return [
        finding(
          facts,
          "CU401",
          {},
          { ...where, remedies: (["dns", "tls", "nss"] as const).map((name) => ({ kind: "profile", name })) },
        ),
      ];
    if (path === "/nix/store" || path === "/nix" || path === "/")
      return [
        finding(
          facts,
          "CU402",
          {},
          {
            ...where,
            fix: ["confinement.packages = [ … ];  # what it needs"],
          },
        ),
      ];
    const socket = SOCKETS.find(([pattern]) => pattern.test(path));
    return socket === undefined ? [] : [finding(facts, "CU403", { path, daemon: socket[1] }, where)];
  });

const SHELL = /^(?:bash|bash-interactive|bashInteractive|dash|zsh|busybox|fish|mksh)(?:-\d|$)/;
const COMPILER =
  /^(?:gcc(?:-wrapper)?|clang(?:-wrapper)?|rustc(?:-wrapper)?|go|ghc|binutils(?:-wrapper)?|cmake|gnumake|stdenv-linux)-\d[\w.]*$|^stdenv-linux$/;

const SETUID_OR_SETGID = 0o6000;

/** Programs in the closure that help an intruder most. */
export const tools: Rule = (facts) => {
  const option = ["confinement"];
  return facts.inside.flatMap((path) => {
    const name = nameOf(path);
    // What a link leads to is looked at where it lies, in a store path of its own.
    const setuid = programsIn(path, facts.files).filter((program) => {
      const found = facts.files.stat(program);
      return found?.kind === "file" && (found.mode & SETUID_OR_SETGID) !== 0;
    });
    return [
      ...(COMPILER.test(name) ? [finding(facts, "CU406", { path: name }, { option })] : []),
      ...setuid.map((program) => finding(facts, "CU407", { path: program }, { option })),
    ];
  });
};

/** A shell although none is wanted; one that a script of the service is run by is wanted. */
export const shells: Rule = (facts) => {
  if (facts.service.confinement.binSh !== null || facts.scripts.length > 0) return [];
  const found = facts.inside.filter((path) => SHELL.test(nameOf(path)));
  return found.map((path) =>
    finding(facts, "CU404", { path: nameOf(path) }, { option: ["confinement", "binSh"] }),
  );
};

const INTERPRETER = /^(?:perl|python3?|ruby|nodejs(?:-slim)?|php|lua|guile|tcl|openjdk)-\d/;

/** Interpreters that only something deeper in the closure needs; what a program itself refers to is what it is run by. */
export const interpreters: Rule = (facts) => {
  const below = (paths: readonly string[]) => paths.flatMap((path) => facts.graph.get(path) ?? []);
  // What a script of the service starts is started by the service.
  const scripts = facts.scripts.flatMap(({ path }) => storePathsIn(path));
  const started = [...facts.commands.flatMap(({ line }) => storePathsIn(line)), ...below(scripts)];
  const direct = new Set([...started, ...below(started)]);
  return facts.inside
    .filter((path) => INTERPRETER.test(nameOf(path)) && !direct.has(path))
    .map((path) => finding(facts, "CU405", { path: nameOf(path) }, { option: ["confinement"] }));
};

/** From here on it is felt: milliseconds. */
const FELT = 1000;

/** How long the mounts keep the program from starting, where another strategy would not. */
export const startUp: Rule = (facts) => {
  const count = facts.inside.length;
  const estimate = estimateStart(count, facts.plan.mounts);
  if (facts.plan.mounts !== "read-only" || estimate < FELT) return [];
  const words = { count: String(count), seconds: (estimate / 1000).toFixed(1) };
  return [
    finding(facts, "CU501", words, {
      option: ["confinement"],
      remedies: [{ kind: "confinement", name: "mounts", value: "overlay" }],
    }),
  ];
};
