/** The ways to mount a chroot's store paths give one view; and what guards each of them. */
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { renderDropIn } from "../../src/drop-in/render.ts";
import { skipped } from "../support/skip.ts";
import { boot, facts, LOOP_DEVICES } from "./support/boot.ts";
import { probePaths } from "./support/expect.ts";
import { buildHost } from "./support/host.ts";
import { missing, strategiesOf } from "./support/strategies.ts";

const newest = strategiesOf("2024");
newest.run();

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
