import { test } from "uvu";
import * as assert from "uvu/assert";
import { viewOf } from "../../../src/service/view.ts";
import { memoryFiles } from "../programs/memory.ts";
import { storePath } from "../../support/services.ts";

const app = storePath(1, "app");
const shell = storePath(2, "bash");
const data = storePath(3, "data");

const FILES = memoryFiles({
  [`${app}/bin/app`]: "x",
  [`${app}/bin/link`]: "-> app",
  [`${app}/bin/out`]: "-> /etc/passwd",
  [`${shell}/bin/sh`]: "x",
  [`${data}/etc/app.conf`]: "x",
  "/bin/sh": "the machine's own",
  "/etc/passwd": "the machine's own",
});

const view = (
  config: Record<string, string | boolean> = {},
  mode = "full-apivfs",
  binSh: string | null = null,
) =>
  viewOf({
    name: "web",
    mode,
    binSh,
    config,
    inside: [app, shell],
    storeDir: "/nix/store",
    files: FILES,
  });

const shown = (config: Record<string, string | boolean>, path: string, mode?: string) => {
  const fact = view(config, mode).shows(path);
  return fact.known ? fact.value : "unknown";
};

test("what systemd makes in the chroot, by mode and settings", () => {
  assert.is(shown({}, "/tmp/x"), true);
  assert.is(shown({ PrivateTmp: false }, "/tmp"), false);
  assert.is(shown({ PrivateTmp: "disconnected" }, "/tmp", "chroot-only"), true);
  for (const path of ["/dev/null", "/proc/self", "/tmp", "/sys"]) {
    assert.is(shown({}, path), true);
    assert.is(shown({}, path, "chroot-only"), false);
  }
  assert.is(shown({ PrivateDevices: true }, "/dev/null", "chroot-only"), true);
  assert.is(shown({ StateDirectory: "web" }, "/var/lib/web/x"), true);
  assert.is(shown({ TemporaryFileSystem: "/cache:size=1M" }, "/cache/x"), true);
  assert.is(shown({}, "/etc/passwd"), false);
});

test("of /run only a run says what is there, but for what never is", () => {
  assert.is(shown({}, "/run/postgresql"), "unknown");
  assert.is(shown({}, "/run/current-system/sw/bin/x"), false);
  assert.is(shown({}, "/run/wrappers"), false);
  assert.is(shown({ BindReadOnlyPaths: "/run/wrappers/" }, "/run/wrappers"), true);
  assert.is(shown({ RuntimeDirectory: "web" }, "/run/web"), true);
});

test("a bind with a slash at its end is seen, and what stands below one of the host's is unknown", () => {
  const config = { BindReadOnlyPaths: "/etc/ssl/ -/etc/hosts" };
  assert.is(shown(config, "/etc/ssl"), true);
  assert.is(shown(config, "/etc/ssl/certs/x"), "unknown");
  assert.is(shown(config, "/etc/hosts"), "unknown");
  assert.is(view(config).mayShow("/etc/hosts"), true);
});

test("a path is followed inside of the chroot, where the machine's own files are not", () => {
  const of = (path: string, config = {}, binSh: string | null = null) => {
    const fact = view(config, "full-apivfs", binSh).resolve(path);
    return fact.known ? fact.value : "unknown";
  };
  assert.is(of(`${app}/bin/link`), `${app}/bin/app`);
  assert.is(of(`${app}/bin/none`), null);
  assert.is(of(`${app}/bin/out`), null);
  assert.is(of("/bin/sh"), null);
  assert.is(of("/bin/sh", {}, `${shell}/bin/sh`), `${shell}/bin/sh`);
  assert.is(
    of("/etc/app.conf", { BindReadOnlyPaths: `${data}/etc/app.conf:/etc/app.conf` }),
    "/etc/app.conf",
  );
  assert.is(of("/etc/a/none", { BindReadOnlyPaths: `${data}/etc:/etc/a` }), null);
  assert.is(of("/run/x"), "unknown");
});

test("files are those of the store, by their paths in the chroot", () => {
  const { files } = view({ BindReadOnlyPaths: `${data}/etc:/etc/a` });
  assert.equal(files.list("/etc/a"), ["app.conf"]);
  assert.is(files.read("/etc/passwd", 0, 10), null);
  assert.is(files.stat("/etc/passwd"), null);
});

test.run();
