import { test } from "uvu";
import * as assert from "uvu/assert";
import { blockOf } from "../../../../src/features/suggest/block.ts";
import type { Edit } from "../../../../src/diagnostics/edit.ts";
import { evaluate } from "../../../support/nix.ts";

const block = (name: string, edits: Edit[], { ownModule = false, enable = "true" } = {}) =>
  blockOf(
    { name, ownModule },
    enable,
    edits.map((edit) => ({ edit, reasons: [] })),
  );

test("one option is one line", () => {
  assert.equal(block("web", []), ["systemd.services.web.confinement.enable = true;"]);
});

test("options of our module where the host has it, plain Nix elsewhere", () => {
  const edits: Edit[] = [
    { kind: "path" },
    { kind: "variable", name: "A" },
    { kind: "profile", name: "dns" },
    { kind: "confinement", name: "mounts", value: "overlay" },
  ];
  assert.equal(block("web", edits, { ownModule: true }), [
    "systemd.services.web.confinement = {",
    "  enable = true;",
    "  includePath = true;",
    "  includeEnvironment = true;",
    '  profiles = [ "dns" ];',
    '  mounts = "overlay";',
    "};",
  ]);
  assert.equal(block("web", edits), [
    "# in a module with the arguments { config, ... }:",
    "systemd.services.web = {",
    "  confinement = {",
    "    enable = true;",
    "    packages = [",
    "      config.systemd.services.web.environment.PATH",
    "      config.systemd.services.web.environment.A",
    "    ];",
    "  };",
    '  serviceConfig.BindReadOnlyPaths = [ "-/etc/hosts" "-/etc/resolv.conf" ];',
    "};",
  ]);
});

test("names and texts of a configuration stay what they are, whatever is in them", () => {
  const name = 'a "b" ${c} \\x2d\n d';
  const bind = '/srv/"${x}"\t$${y} \\ ü';
  const lines = block(name, [
    { kind: "bind", bind },
    { kind: "variable", name: "A B" },
    { kind: "setting", name: "X", value: "${z}", force: true },
  ]);
  const text = `let config = module; lib.mkForce = value: value; module = { ${lines.join("\n")}
    } // { }; in builtins.mapAttrs (_: { serviceConfig, confinement }: serviceConfig) module.systemd.services`;
  assert.equal(evaluate(text), { [name]: { BindReadOnlyPaths: [bind], X: "${z}" } });
});

test("a reason is a comment and nothing else", () => {
  const reasons = ["CU108: it names /a\n}; systemd.services.evil = { };"];
  const lines = blockOf({ name: "web", ownModule: false }, "true", [
    { edit: { kind: "bind", bind: "/a" }, reasons },
  ]);
  assert.ok(lines.every((line) => !line.includes("\n")));
  assert.equal(evaluate(`builtins.attrNames { ${lines.join("\n")}\n}.systemd.services`), ["web"]);
});

test.run();
