import { test } from "uvu";
import * as assert from "uvu/assert";
import { planEnter } from "../../../src/runner/view.ts";
import { DIALECTS } from "../../../src/reference/dialects.ts";
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

const FULL = fullFacts({
  environment: { LANG: "C", COUNT: 3, UNIT: "%n", LIST: ["no"], NONE: null },
  serviceConfig: {
    User: "web",
    WorkingDirectory: "-%t/web",
    StateDirectory: "web",
    SystemCallFilter: "@system-service",
    AmbientCapabilities: "CAP_NET_BIND_SERVICE",
    EnvironmentFile: "/etc/web",
    LoadCredential: "key:/run/key",
  },
});

/** The whole of it: a full service with a shell, a symlink and a dangling one, entered from a terminal with tools. */
function entire(mode: "full-apivfs" | "chroot-only", dialect: "2019" | "2024" | "2025") {
  const subject = service("web", [app]);
  return planEnter(
    { ...subject, confinement: { ...subject.confinement, mode }, full: FULL },
    {
      service: "web",
      dialect,
      file: "",
      binSh: `${app}/bin/sh`,
      inaccessible: [],
      mounts: "read-only",
      binds: [
        { source: null, target: app },
        { source: "/opt/real", target: storePath(2) },
        { source: "", target: storePath(3) },
      ],
      warnings: [],
    },
    FULL,
    {
      toolShell: "/usr/bin/busybox",
      terminal: "xterm",
      command: ["/bin/sh", "-c", "echo\u0007"],
      exists: () => true,
    },
  );
}

test("bubblewrap is started with all of the chroot, in this order", () => {
  const { args } = entire("full-apivfs", "2024");
  const tools = "sh ls cat find grep env id mount stat readlink"
    .split(" ")
    .flatMap((tool) => ["--symlink", "busybox", `/.tool-shell/${tool}`]);
  const expected = [
    ["--die-with-parent", "--unshare-user-try", "--unshare-pid", "--unshare-ipc"],
    ["--uid", "65534", "--gid", "65534"],
    ["--proc", "/proc", "--dev", "/dev", "--ro-bind", "/sys", "/sys"],
    ["--tmpfs", "/run", "--tmpfs", "/tmp", "--tmpfs", "/var/tmp"],
    DIRECTORIES_2024.flatMap((path) => ["--dir", path]),
    ["--ro-bind", app, app, "--ro-bind", "/opt/real", storePath(2)],
    ["--ro-bind-try", storePath(3), storePath(3), "--ro-bind", `${app}/bin/sh`, "/bin/sh"],
    ["--ro-bind", "/usr/bin/busybox", "/.tool-shell/busybox", ...tools],
    ["--clearenv", "--setenv", "LANG", "C", "--setenv", "COUNT", "3"],
    ["--setenv", "UNIT", "web.service", "--setenv", "PATH", "/.tool-shell"],
    ["--tmpfs", "/var/lib/web", "--setenv", "STATE_DIRECTORY", "/var/lib/web"],
    ["--setenv", "TERM", "xterm", "--chdir", "/run/web"],
    DIALECTS["2024"].readOnlyRoot ? ["--remount-ro", "/"] : [],
    ["--", "/bin/sh", "-c", "echo\u0007"],
  ].flat();
  assert.equal(args, expected);
});

const DIRECTORIES_2024 = DIALECTS["2024"].baseDirectories.full;

test("in a chroot alone no API file system is mounted; the root is read-only where the rules have it so", () => {
  for (const dialect of ["2019", "2024", "2025"] as const) {
    const { args, differences } = entire("chroot-only", dialect);
    assert.not.ok(args.includes("--proc") || args.includes("--dev"));
    assert.equal(after(args, "--dir", 1), [...DIALECTS[dialect].baseDirectories.chroot]);
    assert.is(args.includes("--remount-ro"), DIALECTS[dialect].readOnlyRoot);
    assert.not.ok(differences.some((each) => each.startsWith("/dev and /sys")));
  }
});

test("what is not as under systemd is said, and only what applies", () => {
  assert.equal(entire("full-apivfs", "2024").differences, [
    "the user is one of a user namespace: outside it is you, and files of others belong to nobody",
    "User=web is shown as nobody: this machine need not have it",
    "no cgroup, no resource limits, no journal: output goes to the terminal",
    "process IDs begin anew: 1 is bubblewrap, and the program's parent",
    "not applied: AmbientCapabilities, SystemCallFilter",
    "StateDirectory: empty, and thrown away afterwards",
    "EnvironmentFile is not read",
    "there are no credentials",
    "/dev and /sys are bubblewrap's and this machine's",
    "/.tool-shell is added from outside (/usr/bin/busybox); the service does not have it",
  ]);
  assert.is(entered({}).differences.length, 4);
  for (const User of ["root", "1000", "0"]) assert.is(entered({ User }).differences.length, 4, User);
  assert.is(entered({ User: "web", DynamicUser: true }).differences.length, 4);
});

test("what is shared with the machine is the network, unless the service has its own", () => {
  assert.is(entered({}).shared.length, 3);
  assert.match(entered({}).shared[0]!, /^the network/);
  assert.is(entered({ PrivateNetwork: true }).shared.length, 2);
});

test("the working directory is the service's, / by default and for a home", () => {
  for (const [written, expected] of [
    [undefined, "/"],
    ["~", "/"],
    ["-~", "/"],
    ["/srv", "/srv"],
    ["-/srv", "/srv"],
  ] as const)
    assert.equal(
      after(entered(written === undefined ? {} : { WorkingDirectory: written }).args, "--chdir", 1),
      [expected],
    );
});

test("the tools come after the service's own PATH", () => {
  const full = fullFacts({ environment: { PATH: "/a" } });
  const plan = {
    service: "web",
    dialect: "2024",
    file: "",
    binSh: null,
    inaccessible: [],
    mounts: "read-only",
    binds: [],
    warnings: [],
  } as const;
  const options = { toolShell: "/b", terminal: null, command: ["x"], exists: () => true };
  const { args } = planEnter(
    service("web"),
    { ...plan, inaccessible: [], binds: [], warnings: [] },
    full,
    options,
  );
  assert.equal(after(args, "--setenv", 2), ["PATH /a:/.tool-shell"]);
  assert.not.ok(args.includes("TERM"));
});

test("a path with a control character is refused; a variable's value and the command may have them", () => {
  assert.throws(
    () => entered({ BindPaths: "/a\u001b" }),
    /"\/a\\u001b" has a control character, and cannot be a path/,
  );
  assert.ok(entered({ Environment: "A=x\\ty" }).args.some((argument) => /\t|\\t/.test(argument)));
});

test.run();
