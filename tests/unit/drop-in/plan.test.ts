import { test } from "uvu";
import * as assert from "uvu/assert";
import { graphOf } from "../../../src/store-path/graph.ts";
import { ServiceError } from "../../../src/base/errors.ts";
import type { Service } from "../../../src/manifest/types.ts";
import { planService, type StoreReader } from "../../../src/drop-in/plan.ts";
import { failure, links, service, storePath, withShell } from "../../support/services.ts";
import { dropInPath } from "../../../src/reference/layout.ts";
import type { DialectFacts } from "../../../src/reference/rules.ts";
import { ConfinedUnitsError } from "../../../src/base/errors.ts";

const [app, lib, link] = [storePath(1, "app"), storePath(2, "lib"), storePath(3, "link")];
const graph = graphOf([
  [app, [lib]],
  [lib, []],
  [link, [lib]],
]);
const roots = [app, link];
const facts: DialectFacts = {
  dialect: "2024",
  layout: "drop-in",
  inaccessible: ["InaccessiblePaths=-+/tmp"],
};

function plan(unit: Service, store: StoreReader = links(), strict = false) {
  return planService(unit, facts, graph, roots, store, { strict });
}

test("a plan says what is bound, what is hidden and where that is written", () => {
  const unit = withShell(service("web", [`${app}/bin/app`, `${link}/bin/sh`]), `${link}/bin/sh`);
  const shell = { [`${link}/bin/sh`]: `${lib}/bin/dash` };
  assert.equal(plan(unit, links({ ...shell, [link]: lib })), {
    service: "web",
    dialect: "2024",
    file: "lib/systemd/system/web.service.d/confinement.conf",
    binSh: `${lib}/bin/dash`,
    inaccessible: facts.inaccessible,
    mounts: "read-only",
    binds: [
      { source: null, target: app },
      { source: null, target: lib },
      { source: lib, target: link },
    ],
    warnings: [],
  });
});

test("without a shell and without packages nothing is bound", () => {
  const { binSh, binds } = plan(service("web"));
  assert.is(binSh, null);
  assert.equal(binds, []);
});

test("the file is named after the service, not after its path-safe name", () => {
  assert.is(
    dropInPath("worker@", { layout: "drop-in" }),
    "lib/systemd/system/worker@.service.d/confinement.conf",
  );
  assert.is(dropInPath("a:b\\x2d", { layout: "unit-file" }), "lib/systemd/system/a:b\\x2d.service");
});

test("a name that leads out of the output is refused", () => {
  assert.match(failure(ServiceError, () => plan(service("../../etc/x"))).message, /a slash/);
});

test("a shell that does not resolve is refused, since the reference does not build", () => {
  const unit = withShell(service("web"), "/nowhere/sh");
  const error = failure(ServiceError, () => plan(unit, links({ "/nowhere/sh": null })));
  assert.is(
    error.message,
    'service "web": confinement.binSh is /nowhere/sh, which does not exist or is a dangling symlink',
  );
  assert.match(error.hint ?? "", /null/);
});

test("a dangling symlink is bound from an empty source, as the reference does, with a warning", () => {
  const { binds, warnings } = plan(service("web", [link]), links({ [link]: null }));
  assert.equal(binds, [
    { source: null, target: lib },
    { source: "", target: link },
  ]);
  assert.is(warnings.length, 1);
  const [warning] = warnings;
  assert.is(warning?.code, "dangling-symlink");
  assert.is(warning?.service, "web");
  assert.is(warning?.path, link);
  assert.ok(warning?.message.includes(link));
});

test("a dangling link is refused when strict", () => {
  const error = failure(ServiceError, () => plan(service("web", [link]), links({ [link]: null }), true));
  assert.ok(error.message.startsWith('service "web": '));
  assert.ok(error.message.includes(link));
  assert.match(error.hint ?? "", /--strict/);
});

for (const target of ["/srv/a b", "/srv/50%", "/srv/a:b", "/srv/a\\b", '/srv/"a"', "/srv/it's"]) {
  test(`a link to ${target} keeps the reference's bytes, with a warning that systemd misreads them`, () => {
    const { binds, warnings } = plan(service("web", [link]), links({ [link]: target }));
    assert.is(binds.at(-1)?.source, target);
    assert.equal(
      warnings.map(({ code, path }) => ({ code, path })),
      [{ code: "misread-by-systemd", path: target }],
    );
    failure(ServiceError, () => plan(service("web", [link]), links({ [link]: target }), true));
  });
}

test("a shell that systemd misreads is warned of as well", () => {
  const unit = withShell(service("web"), "/srv/sh");
  const [warning] = plan(unit, links({ "/srv/sh": "/srv/100%/sh" })).warnings;
  assert.is(warning?.code, "misread-by-systemd");
  assert.is(warning?.path, "/srv/100%/sh");
});

test("control characters that end no line are written, as the reference does", () => {
  for (const [target, codes] of [
    ["/srv/a\tb", ["misread-by-systemd"]],
    ["/srv/a\u007fb\u009b\u001bc", []],
  ] as const) {
    const { binds, warnings } = plan(service("web", [link]), links({ [link]: target }));
    assert.is(binds.at(-1)?.source, target);
    assert.equal(
      warnings.map(({ code }) => code),
      codes,
    );
  }
});

test("a chain of symlinks that the kernel does not follow is bound by its end, with a warning", () => {
  const store: StoreReader = { ...links({ [link]: lib, "/bin/sh": lib }), isTooLong: () => true };
  const { binds, warnings } = plan(withShell(service("web", [link]), "/bin/sh"), store);
  assert.is(binds.at(-1)?.source, lib);
  assert.equal(
    warnings.map(({ code, path }) => ({ code, path })),
    ["/bin/sh", link].map((path) => ({ code: "long-symlink-chain", path })),
  );
  assert.match(warnings[1]!.message, /a chain of more than 40 symlinks/);
});

test("what a symlink cannot be resolved to for its service stops no other", () => {
  const store: StoreReader = {
    ...links({ [link]: lib }),
    resolve: () => {
      throw new ConfinedUnitsError("service-refused", "it cannot be named", { hint: "rename it" });
    },
  };
  const error = failure(ServiceError, () => plan(service("web", [link]), store));
  assert.is(error.message, 'service "web": it cannot be named');
  assert.is(error.hint, "rename it");
});

test("a path that would end its line is refused, strict or not", () => {
  for (const target of ["/srv/a\nExecStart=/bin/evil", "/srv/a\rb", "/srv/a\u0000"]) {
    const unit = service("web", [link]);
    const error = failure(ServiceError, () => plan(unit, links({ [link]: target })));
    assert.match(error.message, /^service "web": .*the line break in it ends the line/);
    assert.is(error.message.split("\n").length, 1);
    const shell = withShell(service("web"), "/bin/sh");
    failure(ServiceError, () => plan(shell, links({ "/bin/sh": target })));
  }
});

test("each path of the closure is asked for once, and resolved only where it is a link", () => {
  const asked: string[] = [];
  const store: StoreReader = {
    isSymlink: (path) => asked.push(path) > 0 && path === link,
    resolve: (path) => (asked.push(`resolve ${path}`), lib),
  };
  plan(service("web", [app, link, link]), store);
  assert.equal(asked, [app, lib, link, `resolve ${link}`]);
});

test.run();
