import { test } from "uvu";
import * as assert from "uvu/assert";
import { planEnter } from "../../../src/runner/view.ts";
import type { Json } from "../../../src/manifest/types.ts";
import { fullFacts, service, storePath } from "../../support/services.ts";

const app = storePath(1, "app");

/** How bubblewrap is started for a service with these settings, on a machine that has all paths but these. */
function entered(serviceConfig: Record<string, Json>, missing: readonly string[] = [], name = "web") {
  const full = fullFacts({ serviceConfig });
  const plan = {
    service: name,
    dialect: "2024" as const,
    file: "",
    binSh: null,
    inaccessible: [],
    mounts: "read-only" as const,
    binds: [{ source: null, target: app }],
    warnings: [],
  };
  const exists = (path: string) => !missing.includes(path);
  return planEnter({ ...service(name, [app]), full }, plan, full, {
    toolShell: null,
    terminal: null,
    command: ["x"],
    exists,
  });
}

/** What follows an option of bubblewrap, each time that it is there. */
const after = (args: readonly string[], option: string, count: number) =>
  args.flatMap((argument, i) => (argument === option ? [args.slice(i + 1, i + 1 + count).join(" ")] : []));

for (const value of [true, 1, "yes", "Yes", "on", "true", ["no", "yes"]] as Json[]) {
  test(`PrivateNetwork = ${JSON.stringify(value)} has no network`, () => {
    assert.ok(entered({ PrivateNetwork: value }).args.includes("--unshare-net"));
  });
}

for (const value of [false, 0, "no", "off", "bogus", null, ["yes", "no"]] as Json[]) {
  test(`PrivateNetwork = ${JSON.stringify(value)} has the network`, () => {
    assert.not.ok(entered({ PrivateNetwork: value }).args.includes("--unshare-net"));
  });
}

test("a dynamic user has an id of its own, however it is switched on", () => {
  for (const value of [true, "yes", "1", "on"])
    assert.equal(after(entered({ DynamicUser: value }).args, "--uid", 1), ["61184"]);
  assert.equal(after(entered({ DynamicUser: "no" }).args, "--uid", 1), ["0"]);
  assert.equal(after(entered({ User: "1000" }).args, "--uid", 1), ["1000"]);
});

test("binds are those of systemd", () => {
  const { args } = entered({
    BindPaths: ["/old", "", '/data/a\\:b:/x "/c d":/e:norbind'],
    BindReadOnlyPaths: "-%t/y/ rel",
  });
  assert.equal(after(args, "--bind-try", 2), ["/data/a:b /x", "/c d /e"]);
  assert.equal(after(args, "--ro-bind-try", 2), ["/run/y /run/y"]);
});

test("a source that is missing is named, unless it is optional", () => {
  const { absent } = entered({ BindPaths: "/a -/b /c:/d" }, ["/a", "/b"]);
  assert.is(absent.length, 1);
  assert.match(absent[0]!, /^BindPaths names \/a,/);
});

test("directories are empty, and named in their variables; confinement's own is left out", () => {
  const { args } = entered({
    StateDirectory: "a b/c",
    RuntimeDirectory: ["confinement/web", "r"],
    ConfigurationDirectory: "web",
  });
  assert.equal(
    after(args, "--tmpfs", 1).filter((path) => !["/run", "/tmp", "/var/tmp"].includes(path)),
    ["/run/r", "/var/lib/a", "/var/lib/b/c"],
  );
  assert.equal(
    after(args, "--setenv", 2).filter((each) => each.includes("_DIRECTORY")),
    ["RUNTIME_DIRECTORY /run/r", "STATE_DIRECTORY /var/lib/a:/var/lib/b/c"],
  );
});

test("variables are those of systemd", () => {
  const { args } = entered({ Environment: `A=1 "B=x y" 9=no C=%n` });
  assert.equal(after(args, "--setenv", 2), ["A 1", "B x y", "C web.service"]);
});

test.run();
