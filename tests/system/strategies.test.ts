/** The ways to mount a chroot's store paths give one view; and what guards each of them. */
import { existsSync } from "node:fs";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { renderDropIn } from "../../src/drop-in/render.ts";
import { skipped } from "../support/skip.ts";
import { boot, facts, LOOP_DEVICES, type Booted } from "./support/boot.ts";
import { contentsOf, probePaths, storeNames } from "./support/expect.ts";
import { buildHost } from "./support/host.ts";
import { whyNoSystemd } from "./support/requirements.ts";

const missing = whyNoSystemd() ?? (existsSync("/dev/loop-control") ? null : "there are no loop devices");
const MODES = ["full", "chroot"];
const STRATEGIES = ["inherit", "image", "overlay"];

for (const dialect of ["2019", "2022", "2024"]) {
  const test = suite<{ booted: Booted; units: Record<string, string> }>(dialect);

  test.before((context) => {
    if (missing !== null) return;
    context.units = buildHost(dialect).units;
    const services = ["probe", ...STRATEGIES].flatMap((name) => MODES.map((mode) => `${name}-${mode}`));
    const script = services.map((name) => `start ${name}.service`);
    script.push(
      "left() { findmnt -rno TARGET | grep confined-units; }",
      "i=0; while left > /e2e/out/left && [ $i -lt 50 ]; do sleep 0.1; i=$((i+1)); done",
    );
    context.booted = boot({ units: context.units, script: script.join("\n"), arguments: LOOP_DEVICES });
  });

  for (const mode of MODES) {
    for (const strategy of STRATEGIES) {
      test(`${dialect}, ${mode}: ${strategy} shows what read-only binds show`, ({ booted, units }) => {
        if (missing !== null) return skipped(missing);
        const seen = facts(booted, `${strategy}-${mode}.service.output`);
        const bound = facts(booted, `probe-${mode}.service.output`);
        // One mount over the directory of the store makes that directory read-only too, which binds in it do not.
        const writable = bound["writable"]!.replace(strategy === "inherit" ? /$^/ : / ?\/nix\/store$/, "");
        assert.equal(seen, { ...bound, writable });
        const paths = probePaths(units);
        assert.is(seen["store"], storeNames(paths));
        assert.is(seen["contents"], contentsOf(paths));
        assert.not.match(seen["writable"]!, /\/nix\/store\//);
      });
    }
  }

  test(`${dialect}: the mounts of an overlay go with the last unit that needs them`, ({ booted }) => {
    if (missing !== null) return skipped(missing);
    assert.is(booted.get("left"), "");
  });

  test.run();
}

const guards = suite("guards");

guards("inherit fails where the store is writable, and runs nothing", () => {
  if (missing !== null) return skipped(missing);
  const { units } = buildHost("2024");
  const guarded = { ...units };
  const dropIn = "inherit-full.service.d/confinement.conf";
  const bare = units[dropIn]!.replace(/^AssertPathIsReadWrite.*$/m, "");
  assert.not.equal(bare, units[dropIn]);
  guarded["bare.service"] = units["inherit-full.service"]!.replaceAll("inherit-full", "bare");
  guarded["bare.service.d/confinement.conf"] = bare;
  const booted = boot({
    units: guarded,
    // A copy of the closure, on a file system that is writable.
    script: [
      "mkdir /run/store && cp -a $(cat /e2e/closure) /run/store && mount --bind /run/store /nix/store",
      "start inherit-full.service",
      "start bare.service",
      "mount -o remount,bind,ro /nix/store",
      "start inherit-full.service later",
    ].join("\n"),
    files: { closure: probePaths(units).join(" ") },
  });
  assert.match(booted.get("inherit-full.service.systemctl")!, "Assertion failed");
  assert.is(booted.get("inherit-full.service.output"), undefined);
  // Without the guard it would have run, and written.
  assert.match(facts(booted, "bare.service.output")["writable"]!, "/nix/store/");
  assert.is(facts(booted, "later.show")["Result"], "success");
});

guards("overlay and image fail where their image is not there, and run nothing", () => {
  if (missing !== null) return skipped(missing);
  const { units } = buildHost("2024");
  const lost = Object.fromEntries(
    Object.entries(units).map(([path, text]) => [path, text.replaceAll("-full.erofs", "-lost.erofs")]),
  );
  const booted = boot({
    units: lost,
    script: "start overlay-full.service\nstart image-full.service",
    arguments: LOOP_DEVICES,
  });
  assert.is(booted.get("overlay-full.service.output"), undefined);
  assert.match(booted.get("overlay-full.service.systemctl")!, "dependency");
  assert.is(booted.get("image-full.service.output")?.trim() ?? "", "");
  assert.is(facts(booted, "image-full.service.show")["ExecMainStatus"], "226");
});

guards("odd paths are bound as they are, escaped", () => {
  if (missing !== null) return skipped(missing);
  const odd = ["per%cent %n", "a space", "co:lon", "back\\slash", "ünïcode", "%%", "quo'te\"s"];
  const { units } = buildHost("2024");
  const probe = units["inherit-full.service.d/confinement.conf"]!;
  const shell = /^BindPaths=(.*-busybox)$/m.exec(probe)![1]!;
  const unit = units["inherit-full.service"]!.replace(
    /^ExecStart=.*$/m,
    `ExecStart=${shell}/bin/busybox sleep 600`,
  ).replace("Type=oneshot", "Type=exec");
  const files = odd.flatMap((name, i) => {
    const binds = [{ source: `/run/odd/${name}`, target: `/nix/store/odd-${i}` }];
    const own = renderDropIn({ binSh: null, inaccessible: [], binds, mounts: "inherit" });
    return [
      [`odd-${i}.service`, unit.replaceAll("inherit-full", `odd-${i}`)],
      [`odd-${i}.service.d/confinement.conf`, probe],
      [`odd-${i}.service.d/odd.conf`, own.replace(/^AssertPath.*$/m, "")],
    ];
  });
  const script = odd.map(
    (name, i) => `
      d='/run/odd/${name.replace("'", "'\\''")}'; mkdir -p "$d"; touch "$d/is-${i}"
      start odd-${i}.service
      ls "$(root_of odd-${i}.service)/nix/store/odd-${i}" > /e2e/out/odd-${i}`,
  );
  const booted = boot({ units: Object.fromEntries(files), script: script.join("\n") });
  const seen = odd.map((_, i) => booted.get(`odd-${i}`));
  const quoted = odd.length - 1;
  assert.equal(
    seen.slice(0, quoted),
    odd.slice(0, quoted).map((_, i) => `is-${i}\n`),
  );
  // systemd 257 hands binds to the process that makes them without escaping quotes, and does not start then.
  const isRefused = booted.get(`odd-${quoted}.service.journal`)!.includes("Failed to deserialize");
  assert.is(seen[quoted], isRefused ? "" : `is-${quoted}\n`);
});

guards.run();
