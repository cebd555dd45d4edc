import fc from "fast-check";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { renderDropIn } from "../../../src/drop-in/render.ts";
import { storePath } from "../../support/services.ts";

const [app, link] = [storePath(1), storePath(2)];

test("the header, the shell, what is hidden, then the binds, in that order", () => {
  const text = renderDropIn({
    binSh: "/usr/bin/dash",
    inaccessible: ["InaccessiblePaths=-+/tmp", "InaccessiblePaths=-+/var/tmp"],
    binds: [
      { source: null, target: app },
      { source: "/etc/target", target: link },
      { source: "", target: link },
    ],
  });
  assert.is(
    text,
    `[Service]
BindReadOnlyPaths=/usr/bin/dash:/bin/sh
InaccessiblePaths=-+/tmp
InaccessiblePaths=-+/var/tmp
BindReadOnlyPaths=${app}
BindReadOnlyPaths=/etc/target:${link}
BindReadOnlyPaths=:${link}
`,
  );
});

test("with nothing to say, the header is left", () => {
  assert.is(renderDropIn({ binSh: null, inaccessible: [], binds: [] }), "[Service]\n");
});

test("one line for each thing, each ended by one newline", () => {
  const path = fc.string({ unit: fc.constantFrom(..."ab/:% é") });
  const plans = fc.record({
    binSh: fc.option(path),
    inaccessible: fc.array(path),
    binds: fc.array(fc.record({ source: fc.option(path), target: path })),
  });
  fc.assert(
    fc.property(plans, (plan) => {
      const lines = renderDropIn(plan).split("\n");
      assert.is(lines.pop(), "");
      assert.is(
        lines.length,
        1 + (plan.binSh === null ? 0 : 1) + plan.inaccessible.length + plan.binds.length,
      );
    }),
  );
});

test.run();
