/** What a confined service sees under a real systemd, by the rules of each time and in both modes. */
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { skipped } from "../support/skip.ts";
import { boot, facts, type Booted } from "./support/boot.ts";
import { contentsOf, probePaths, storeNames } from "./support/expect.ts";
import { boundPaths, buildAttribute, buildHost } from "./support/host.ts";
import { whyNoSystemd } from "./support/requirements.ts";

const missing = whyNoSystemd();

/** What is the same for all services of a mode; `writable` is what root may write to. */
interface View {
  root: string;
  null: string;
  proc: string;
  tmp: string;
  writable: string;
}

const OPEN_FULL = {
  root: "bin dev nix proc run sys tmp var",
  null: "yes",
  proc: "yes",
  tmp: "yes",
  writable: "/ /bin /tmp /var /run /nix /nix/store",
};
const OPEN_CHROOT = {
  root: "bin nix run",
  null: "no",
  proc: "no",
  tmp: "no",
  writable: "/ /bin /run /nix /nix/store",
};

const VIEWS: Record<string, { full: View; chroot: View; dynamic: "success" | "exit-code" }> = {
  // Its root is a directory of the store: DynamicUser takes the tmpfs away, and nothing can be mounted on what is left.
  "2019": { full: OPEN_FULL, chroot: OPEN_CHROOT, dynamic: "exit-code" },
  "2022": { full: OPEN_FULL, chroot: OPEN_CHROOT, dynamic: "success" },
  "2024": {
    full: {
      root: "bin dev etc nix proc root run sys tmp usr var",
      null: "yes",
      proc: "yes",
      tmp: "yes",
      writable: "/tmp",
    },
    chroot: {
      root: "bin dev etc nix proc root run sys usr var",
      null: "no",
      proc: "no",
      tmp: "no",
      writable: "",
    },
    dynamic: "success",
  },
};

const SERVICES = ["probe", "shellless", "extra", "state", "kept", "user"].flatMap((name) => [
  `${name}-full`,
  `${name}-chroot`,
]);

const script = [
  ...SERVICES.map((name) => `start ${name}.service`),
  "ls -A /var/empty > /e2e/out/left-behind",
  "start state-full.service again-full",
  "start state-chroot.service again-chroot",
  "start kept-full.service kept-again-full",
  "start kept-chroot.service kept-again-chroot",
].join("\n");

for (const [dialect, views] of Object.entries(VIEWS)) {
  const test = suite<{ booted: Booted; units: Record<string, string>; dropIns: Record<string, string> }>(
    dialect,
  );

  test.before((context) => {
    if (missing !== null) return;
    Object.assign(context, buildHost(dialect));
    context.booted = boot({ units: context.units, script });
  });

  for (const mode of ["full", "chroot"] as const) {
    const view = views[mode];

    test(`${dialect}, ${mode}: sees its closure and no more`, ({ booted, units, dropIns }) => {
      if (missing !== null) return skipped(missing);
      const seen = facts(booted, `probe-${mode}.service.output`);
      const paths = probePaths(units);
      assert.is(seen["store"], storeNames(paths));
      assert.is(seen["contents"], contentsOf(paths));
      const file = Object.entries(dropIns).find(([path]) => path.startsWith(`probe-${mode}.service`));
      assert.equal(boundPaths(file![1]), paths);
    });

    test(`${dialect}, ${mode}: the root is as documented`, ({ booted }) => {
      if (missing !== null) return skipped(missing);
      const {
        root,
        null: devNull,
        proc,
        tmp,
        writable,
        ...seen
      } = facts(booted, `probe-${mode}.service.output`);
      assert.equal(
        { root, null: devNull, proc, tmp, writable: withoutRun(writable!) },
        { ...view, writable: withoutRun(view.writable) },
      );
      assert.is(seen["words"], "hello from the store");
      assert.is(seen["user"], "0");
      assert.equal(result(booted, `probe-${mode}.service`), "success 0");
    });

    test(`${dialect}, ${mode}: /bin/sh is there when binSh is set`, ({ booted }) => {
      if (missing !== null) return skipped(missing);
      const shell = (service: string) => facts(booted, `${service}-${mode}.service.output`);
      assert.is(shell("probe")["shell"], "runs");
      assert.is(shell("shellless")["shell"], "none");
      assert.is(shell("shellless")["words"], "hello from the store");
    });

    test(`${dialect}, ${mode}: confinement.packages adds a path`, ({ booted, units }) => {
      if (missing !== null) return skipped(missing);
      const elsewhere = buildAttribute(dialect, "packages.elsewhere");
      const seen = facts(booted, `extra-${mode}.service.output`);
      assert.is(seen["store"], storeNames(probePaths(units, [elsewhere])));
    });

    test(`${dialect}, ${mode}: another user writes to nothing of the store`, ({ booted }) => {
      if (missing !== null) return skipped(missing);
      const seen = facts(booted, `user-${mode}.service.output`);
      assert.is(seen["user"], "65534");
      assert.is(withoutRun(seen["writable"]!), mode === "full" ? "/tmp" : "");
    });

    test(`${dialect}, ${mode}: a StateDirectory is kept over a restart`, ({ booted }) => {
      if (missing !== null) return skipped(missing);
      assert.is(result(booted, `kept-again-${mode}`), "success 0");
      const seen = facts(booted, `kept-again-${mode}.output`);
      assert.equal([seen["starts"], seen["user"]], ["2", "0"]);
    });

    test(`${dialect}, ${mode}: DynamicUser keeps its state over a restart`, ({ booted }) => {
      if (missing !== null) return skipped(missing);
      const ending = result(booted, `again-${mode}`);
      assert.is(ending, views.dynamic === "success" ? "success 0" : "exit-code 226");
      if (views.dynamic !== "success") return;
      const seen = facts(booted, `again-${mode}.output`);
      assert.is(seen["starts"], "2");
      assert.ok(Number(seen["user"]) >= 61184, "a user of its own");
    });
  }

  test(`${dialect}: what DynamicUser leaves behind in the real /var/empty`, ({ booted }) => {
    if (missing !== null) return skipped(missing);
    const isEmpty = booted.get("left-behind") === "";
    assert.is(isEmpty, dialect !== "2022");
  });

  test.run();
}

/** With MountAPIVFS systemd itself mounts a tmpfs on /run, from version 248 on: no property of confinement. */
function withoutRun(writable: string): string {
  return writable
    .split(" ")
    .filter((directory) => directory !== "/run")
    .join(" ");
}

function result(booted: Booted, file: string): string {
  const { Result, ExecMainStatus } = facts(booted, `${file}.show`);
  return `${Result} ${ExecMainStatus}`;
}
