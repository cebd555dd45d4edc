/** Two instances of a template, by the rules of 2024 and of 2025: what becomes of one when the other stops. */
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { skipped } from "../support/skip.ts";
import { boot, type Booted } from "./support/boot.ts";
import { buildHost } from "./support/host.ts";
import { whyNoSystemd } from "./support/requirements.ts";

const missing = whyNoSystemd();

const SCRIPT = `
  watch() {
    systemctl start "$1@a.service" "$1@b.service"
    look() { echo "$(systemctl is-active "$1@b.service") $(ls -A "$(root_of "$1@b.service")/" | tr '\\n' ' ')"; }
    look "$1" > "/e2e/out/$1-before"
    systemctl stop "$1@a.service"
    look "$1" > "/e2e/out/$1-stopped"
    systemctl start "$1@a.service"
    systemctl restart "$1@a.service"
    look "$1" > "/e2e/out/$1-restarted"
    systemctl stop "$1@b.service"
    ls -A /run/confinement > "/e2e/out/$1-roots"
    systemctl stop "$1@a.service"
  }
  watch shared
  watch apart
`;

const test = suite<{ booted: Booted }>("templates");

test.before((context) => {
  if (missing !== null) return;
  const template = (dialect: string, name: string) => {
    const { units } = buildHost(dialect);
    return {
      [`${name}@.service`]: units["shared@.service"]!,
      [`${name}@.service.d/confinement.conf`]: units["shared@.service.d/confinement.conf"]!,
    };
  };
  const [shared, apart] = [template("2024", "shared"), template("2025", "apart")];
  assert.match(shared["shared@.service"]!, "RootDirectory=/run/confinement/shared-\n");
  assert.match(apart["apart@.service"]!, "RootDirectory=/run/confinement/%n\n");
  context.booted = boot({ units: { ...shared, ...apart }, script: SCRIPT });
});

test("with one root for all instances, stopping one empties the other", ({ booted }) => {
  if (missing !== null) return skipped(missing);
  assert.match(booted.get("shared-before")!, /^active .*\bnix\b/);
  assert.is(booted.get("shared-stopped")!.trim(), "active");
});

test("with a root for each instance, the other stays whole", ({ booted }) => {
  if (missing !== null) return skipped(missing);
  const before = booted.get("apart-before")!;
  assert.match(before, /^active .*\bnix\b/);
  assert.is(booted.get("apart-stopped"), before);
  assert.is(booted.get("apart-restarted"), before);
});

test("a root goes with its instance", ({ booted }) => {
  if (missing !== null) return skipped(missing);
  assert.is(booted.get("apart-roots"), "apart@a.service\n");
});

test.run();
