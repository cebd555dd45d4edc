import rule from "../../../../../src/features/audit/rules/CU210-root-in-user-namespace.ts";
import { elfFile } from "../../../programs/elf-maker.ts";
import type { Cases } from "../cases.ts";
import { app, command, coreutils, glibc, LOADER, program, script } from "../facts.ts";

/** A program whose table of strings has these names. */
const importing = (...names: string[]) => ({
  [program]: new Uint8Array([
    ...elfFile({ interpreter: LOADER }),
    ...new TextEncoder().encode(`\0${names.join("\0")}\0`),
  ]),
});
const server = { tree: importing("bind", "listen") };
const PrivateUsers = true;
const start = (words: string, more = {}) => ({
  config: { ExecStart: `${program} ${words}`, PrivateUsers, ...more },
});
const chown = (line: string, more = {}) => ({
  config: { PrivateUsers },
  tree: { [script]: `#!${glibc}/bin/sh\n${line}\n` },
  inside: [app, glibc, coreutils],
  shell: { commands: [command("chown", more)] },
});

export default {
  rule,
  finds: {
    "a low port": { ...start("--port 53"), ...server },
    "a low port of an address": { ...start("--listen=127.0.0.1:80"), ...server },
    "a low port of every address, of a static program": { ...start("-l :80"), isStatic: true },
    "capabilities do not help": {
      ...start("--port 53", { AmbientCapabilities: "CAP_NET_BIND_SERVICE" }),
      ...server,
    },
    "a low port in a variable": { ...start(""), ...server, environment: { PORT: "82" } },
    "the user of an argument": { ...start("--user=nginx"), tree: importing("setuid") },
    "a program that can change its user": { ...start(""), tree: importing("setuid", "setgroups") },
    "a program that can change owners": { ...start(""), tree: importing("fchown") },
    "the same with arguments": { ...start("/x 4000"), tree: importing("chown") },
    "chown as a command": { config: { ExecStartPre: `${coreutils}/bin/chown -R web /x`, PrivateUsers } },
    "su, its failure ignored": { config: { ExecStartPre: `-${app}/bin/su web -c true`, PrivateUsers } },
    "the host name": { config: { ExecStartPre: `${app}/bin/hostname x`, PrivateUsers } },
    "a kernel setting": { config: { ExecStartPre: `${app}/bin/sysctl -w a.b=1`, PrivateUsers } },
    "chown in a script": chown('chown "web:web" /x; true'),
    "chown in a script that goes on": chown("chown web /x || true", { confidence: "medium" }),
    "a script writes a kernel setting": {
      config: { PrivateUsers },
      shell: {
        paths: [
          {
            path: "/proc/sys/a/b",
            use: "write",
            line: 2,
            column: 1,
            confidence: "high",
            runs: "always",
            failureMatters: true,
          },
        ],
      },
    },
  },
  clean: {
    "the host's user namespace": { ...start("--port 53", { PrivateUsers: false }), ...server },
    "a user": { ...start("--port 53", { User: "web" }), ...server },
    "a user of its own": { ...start("--port 53", { DynamicUser: true }), ...server },
    "a high port": { ...start("--port 8080 --listen :1024"), ...server },
    "a number that is no port": { ...start("--workers 4"), ...server },
    "a client": start("--port 22 example.org:80"),
    "a server that it connects to": { ...start("--db-port 53"), ...server },
    "an argument of what only could be a user": { ...start("web nginx"), tree: importing("setuid") },
    "a client's user": start("--user=nginx"),
    "root as its user": { ...start("--user 0"), tree: importing("setuid", "setgid") },
    "chown to root": chown("chown root:root /x"),
    "chown to what is computed": chown('chown "$USER" /x'),
    "a variable of another name": { ...start(""), ...server, environment: { DB_PORT: "82" } },
  },
} satisfies Cases;
