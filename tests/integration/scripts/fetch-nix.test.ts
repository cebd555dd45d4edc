import { chmodSync, existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { root, run } from "../../support/run.ts";

/** An apt of its own, whose mirrors of Debian are `mirrors`, and whose other commands end with `status`. */
const test = suite<{
  directory: string;
  fetch: (mirrors: string, status: number, ...args: string[]) => ReturnType<typeof run>;
}>("fetch-nix");

test.before.each((context) => {
  const directory = mkdtempSync(join(tmpdir(), "fetch-nix-"));
  context.directory = directory;
  context.fetch = (mirrors, status, ...args) => {
    const stub = `#!/bin/sh\ncase "$*" in "indextargets "*"Label: Debian") printf '${mirrors}' ;; *) exit ${status} ;; esac\n`;
    writeFileSync(join(directory, "apt-get"), stub);
    chmodSync(join(directory, "apt-get"), 0o755);
    writeFileSync(join(directory, "apt-config"), "#!/bin/sh\n");
    chmodSync(join(directory, "apt-config"), 0o755);
    const env = { PATH: `${directory}:${process.env["PATH"]}` };
    return run("/bin/sh", [join(root, "scripts/fetch-nix.sh"), ...args], { env });
  };
});
test.after.each(({ directory }) => rmSync(directory, { recursive: true }));

test("the mirror is the first that the machine's apt knows", ({ fetch }) => {
  const { code, stdout } = fetch("http://mirror.example/debian/\\nhttp://other.example/\\n", 1, "--mirror");
  assert.equal({ code, stdout }, { code: 0, stdout: "http://mirror.example/debian/\n" });
});

test("where apt knows none, nothing is made, and a sentence says what to do", ({ fetch, directory }) => {
  const { code, stderr } = fetch("", 0, "sid", join(directory, "sid"));
  assert.is(code, 3);
  assert.match(stderr, "no mirror of Debian");
  assert.match(stderr, "apt-get update");
  assert.not.ok(existsSync(join(directory, "sid")));
});

test("a suite that cannot be had leaves no commands behind, so that the next run tries again", ({
  fetch,
  directory,
}) => {
  assert.is(fetch("http://mirror.example/debian/\\n", 100, "sid", join(directory, "sid")).code, 100);
  assert.ok(existsSync(join(directory, "sid/apt.conf")));
  assert.not.ok(existsSync(join(directory, "sid/bin")));
});

test.run();
