/** Cases that nobody recorded: what the reference's rules give for them in each of the three vintages, worked out by hand. */
import { test } from "uvu";
import * as assert from "uvu/assert";
import type { Inputs } from "../../../scripts/vectors/case.ts";
import { judgeText } from "../../../scripts/vectors/judge.ts";
import { hash, storePath } from "../../support/services.ts";
import { builtResult, caseOf, inputsOf, VINTAGES, type Made, type Vintage } from "./made.ts";

const [app, lib, link, drv] = [
  storePath(1, "app"),
  storePath(2, "lib"),
  storePath(3, "link"),
  storePath(4, "app.drv"),
];
const SH = `${app}/bin/sh`;
const bind = (path: string) => `BindReadOnlyPaths=${path}`;
const HIDDEN = ["InaccessiblePaths=-+/tmp", "InaccessiblePaths=-+/var/tmp"];

function passes(vintage: Vintage, inputs: Inputs, lines: readonly string[]): void {
  const recorded = caseOf(inputs, builtResult(vintage, inputs.service, lines));
  assert.equal(judgeText(JSON.stringify(recorded), vintage), [], vintage);
}

function fails(
  vintage: Vintage,
  inputs: Inputs,
  status: "build-error" | "evaluation-error" | "not-confined",
): void {
  assert.equal(judgeText(JSON.stringify(caseOf(inputs, { status })), vintage), [], vintage);
}

/** What is built alike in all three vintages: the lines after `[Service]`. */
const BUILT: Record<string, [made: Made, lines: string[]]> = {
  "no package and no shell": [{}, []],
  "an app with a library": [
    { packages: [`${app}/bin/app`], graph: { [app]: [app, lib], [lib]: [] }, found: [app] },
    [bind(app), bind(lib)],
  ],
  "empty strings, and the same package twice": [
    { packages: ["", app, "", app, ""], graph: { [app]: [] }, found: [app] },
    [bind(app)],
  ],
  "a hash that is glued to other words": [
    {
      packages: [`x${hash(1)}${hash(2)}-${hash(3).toUpperCase()}`],
      graph: { [app]: [], [lib]: [] },
      found: [app, lib],
    },
    [bind(app), bind(lib)],
  ],
  "several lines and more than ASCII in one string": [
    { packages: [`set -e\n\texec ${app}/bin/größe --wörd "日本"\n`], graph: { [app]: [] }, found: [app] },
    [bind(app)],
  ],
  "a whole unit as JSON": [
    {
      packages: [JSON.stringify({ text: `ExecStart="${app}"\n`, unit: lib })],
      graph: { [app]: [], [lib]: [] },
      found: [app, lib],
    },
    [bind(app), bind(lib)],
  ],
  "a derivation with all its outputs, to which nothing in the record leads": [
    { packages: [drv], graph: { [drv]: [link], [link]: [], [app]: [lib], [lib]: [] }, found: [drv] },
    [bind(app), bind(lib), bind(link), bind(drv)],
  ],
  "a link and what it leads to": [
    {
      packages: [link, app],
      graph: { [link]: [app], [app]: [] },
      found: [app, link],
      links: { [link]: `${app}/bin/x` },
    },
    [bind(app), bind(`${app}/bin/x:${link}`)],
  ],
  "a dangling link": [
    { packages: [link], graph: { [link]: [] }, found: [link], links: { [link]: null } },
    [bind(`:${link}`)],
  ],
  "a shell in a directory with spaces": [
    { packages: ["/opt/my shells/sh"], binSh: "/opt/my shells/sh", binShResolved: "/opt/my shells/real sh" },
    [bind("/opt/my shells/real sh:/bin/sh")],
  ],
  "a shell whose path has what systemd reads in its own way": [
    { packages: ["/a:b/%n"], binSh: "/a:b/%n", binShResolved: "/a:b/%n\\'\"" },
    [bind("/a:b/%n\\'\":/bin/sh")],
  ],
  "a shell that is a store path and a link": [
    {
      packages: [link],
      graph: { [link]: [app], [app]: [] },
      found: [link],
      links: { [link]: SH },
      binSh: link,
      binShResolved: SH,
    },
    [bind(`${SH}:/bin/sh`), bind(app), bind(`${SH}:${link}`)],
  ],
  "a root directory of the service's own": [{ serviceConfig: { RootDirectory: "/elsewhere" } }, []],
  "a root directory that is no text": [{ serviceConfig: { RootDirectory: ["/a", "/b"] } }, []],
};

for (const [title, [made, lines]] of Object.entries(BUILT)) {
  test(`${title}: built`, () => {
    for (const vintage of VINTAGES) passes(vintage, inputsOf(vintage, made), lines);
  });
}

const NAMES = [
  "web[0]@blue",
  "[]",
  "a:b\\x2dc@",
  "grüße-日本",
  "😀",
  " a  b ",
  "$(id) `x` 'y' \"z\" *",
  "50%n",
  "-rf",
  "UPPER.lower_09",
  "__proto__",
  "constructor",
  "x".repeat(240),
];

test("odd names stay as they are in the path", () => {
  for (const vintage of VINTAGES)
    for (const service of NAMES) passes(vintage, inputsOf(vintage, { service }), []);
});

test("names that lead out of the output are refused, whatever would be built", () => {
  for (const vintage of VINTAGES) {
    for (const service of ["", "..", "../x", "a/b", "a\nb", "\0"])
      fails(vintage, inputsOf(vintage, { service }), "build-error");
  }
});

test("PrivateTmp: two lines more in the last vintage where it is false, and nothing but a boolean there", () => {
  for (const PrivateTmp of [true, false, null, "yes", "no", "", "disconnected", 0, 1, [], ["yes"], {}]) {
    const of = (vintage: Vintage) => inputsOf(vintage, { serviceConfig: { PrivateTmp } });
    passes("v1", of("v1"), []);
    passes("v2", of("v2"), []);
    if (typeof PrivateTmp === "boolean") passes("v3", of("v3"), PrivateTmp ? [] : HIDDEN);
    else fails("v3", of("v3"), "evaluation-error");
  }
  const { PrivateTmp: _, ...others } = inputsOf("v3").serviceConfig!;
  fails("v3", { ...inputsOf("v3"), serviceConfig: others }, "evaluation-error");
});

test("the two lines stand between the shell and the closure", () => {
  const made = {
    packages: [SH],
    graph: { [app]: [] },
    found: [app],
    binSh: SH,
    binShResolved: SH,
    serviceConfig: { PrivateTmp: false },
  };
  passes("v3", inputsOf("v3", made), [bind(`${SH}:/bin/sh`), ...HIDDEN, bind(app)]);
});

/** Inputs of something that did not evaluate, or not to what the option's type allows. */
const UNEVALUATED: Record<string, (inputs: Inputs) => Inputs> = {
  "no confinement": (inputs) => ({ ...inputs, confinement: null }),
  "no serviceConfig": (inputs) => ({ ...inputs, serviceConfig: null }),
  "no path-safe name": (inputs) => ({ ...inputs, pathSafeName: null }),
  "no context": (inputs) => ({ ...inputs, contexts: null }),
  "no context of the text": (inputs) => ({ ...inputs, contexts: {} }),
  "no packages": without("packages"),
  "no kinds": without("packageKinds"),
  "no shell, not even null": without("binSh"),
  "no mode": without("mode"),
  "neither on nor off": without("enable"),
  "another mode": option("mode", "bogus"),
  "a relative shell": option("binSh", "bin/sh"),
  "a number for a shell": option("binSh", 7),
  "a text for a boolean": option("fullUnit", "yes"),
  "a text for the switch": option("enable", "yes"),
  "one package without its list": option("packages", app),
  "packages of another type": option("packages", [42]),
  "packages in a list in the list": option("packages", [[app]]),
  "a kind too many": option("packageKinds", ["string"]),
  "a kind that is none": option("packageKinds", ["path"]),
};

function option(name: string, value: unknown): (inputs: Inputs) => Inputs {
  return (inputs) => ({ ...inputs, confinement: { ...inputs.confinement, [name]: value } });
}

function without(name: string): (inputs: Inputs) => Inputs {
  return option(name, undefined);
}

for (const [title, change] of Object.entries(UNEVALUATED)) {
  test(`${title}: an evaluation error`, () => {
    for (const vintage of VINTAGES) fails(vintage, change(inputsOf(vintage)), "evaluation-error");
  });
}

test("a shell that is a dangling symlink fails the build, resolved to null or not recorded at all", () => {
  for (const vintage of VINTAGES) {
    const { binShResolved: _, ...inputs } = inputsOf(vintage, { packages: ["/no/sh"], binSh: "/no/sh" });
    fails(vintage, inputs, "build-error");
    fails(vintage, { ...inputs, binShResolved: null }, "build-error");
  }
});

test("packages that do not build have no closure, and give no drop-in", () => {
  for (const vintage of VINTAGES) {
    const { closure: _, closurePaths: __, ...inputs } = inputsOf(vintage, { packages: [app] });
    fails(vintage, inputs, "build-error");
    fails(vintage, { ...inputs, rootPaths: null }, "build-error");
  }
});

test("what is not confined gives nothing, unless it does not evaluate", () => {
  for (const vintage of VINTAGES) {
    const {
      closure: _,
      closurePaths: __,
      rootPaths: ___,
      ...inputs
    } = option("enable", false)(inputsOf(vintage));
    fails(vintage, inputs, "not-confined");
    fails(vintage, { ...inputs, serviceConfig: null }, "evaluation-error");
  }
});

test("three thousand paths, ascending", () => {
  const paths = Array.from({ length: 3000 }, (_, n) => storePath(n + 2000, `p${n}`));
  const graph = Object.fromEntries(
    paths.toReversed().map((path, i) => [path, i === 0 ? [] : [storePath(5000 - i, `p${3000 - i}`)]]),
  );
  for (const vintage of VINTAGES) {
    passes(vintage, inputsOf(vintage, { packages: [paths[0]!], graph, found: [paths[0]!] }), paths.map(bind));
  }
});

test.run();
