import { chmodSync, existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { root, run } from "../../support/run.ts";

/** An apt of its own, whose mirrors of Debian are `mirrors`, and whose other commands end with `status`. */
const test = suite<{
  folder: string;
  bring: (mirrors: string, status: number, ...args: string[]) => ReturnType<typeof run>;
}>("bring-nix");

test.before.each((context) => {
  const folder = mkdtempSync(join(tmpdir(), "bring-nix-"));
  context.folder = folder;
  context.bring = (mirrors, status, ...args) => {
    const stub = `#!/bin/sh\ncase "$*" in "indextargets "*"Label: Debian") printf '${mirrors}' ;; *) exit ${status} ;; esac\n`;
    writeFileSync(join(folder, "apt-get"), stub);
    chmodSync(join(folder, "apt-get"), 0o755);
    writeFileSync(join(folder, "apt-config"), "#!/bin/sh\n");
    chmodSync(join(folder, "apt-config"), 0o755);
    const env = { PATH: `${folder}:${process.env["PATH"]}` };
    return run("/bin/sh", [join(root, "scripts/bring-nix.sh"), ...args], { env });
  };
});
test.after.each(({ folder }) => rmSync(folder, { recursive: true }));

test("the mirror is the first that the machine's apt knows", ({ bring }) => {
  const { code, stdout } = bring("http://mirror.example/debian/\\nhttp://other.example/\\n", 1, "--mirror");
  assert.equal({ code, stdout }, { code: 0, stdout: "http://mirror.example/debian/\n" });
});

test("where apt knows none, nothing is made, and a sentence says what to do", ({ bring, folder }) => {
  const { code, stderr } = bring("", 0, "sid", join(folder, "sid"));
  assert.is(code, 3);
  assert.match(stderr, "no mirror of Debian");
  assert.match(stderr, "apt-get update");
  assert.not.ok(existsSync(join(folder, "sid")));
});

test("a suite that cannot be had leaves no commands behind, so that the next run tries again", ({
  bring,
  folder,
}) => {
  assert.is(bring("http://mirror.example/debian/\\n", 100, "sid", join(folder, "sid")).code, 100);
  assert.ok(existsSync(join(folder, "sid/apt.conf")));
  assert.not.ok(existsSync(join(folder, "sid/bin")));
});

test.run();
