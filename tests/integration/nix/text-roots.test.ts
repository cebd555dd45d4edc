/** What nix/text-roots.nix reads in package texts, and when it says nothing. No store path of these is there. */
import { test } from "uvu";
import * as assert from "uvu/assert";
import { hash, storePath } from "../../support/services.ts";
import { evaluate } from "../../support/nix.ts";
import { root } from "../../support/run.ts";

interface Entry {
  outputs?: string[];
  path?: true;
  allOutputs?: true;
}

interface Text {
  packageText: string;
  context: Record<string, Entry>;
}

/** Nix text of the roots of services by these names. */
const rootsOf = (services: Record<string, Text>): string => {
  const list = Object.entries(services).map(([name, service]) => ({ name, ...service }));
  return `import ${root}nix/text-roots.nix (builtins.fromJSON ${JSON.stringify(JSON.stringify(list)).replaceAll("${", "\\${")})`;
};
const read = (services: Record<string, Text>) => evaluate(rootsOf(services)) as Record<string, string[]>;

/** The derivation that builds the `n`th store path: hashes of both have nothing to do with each other. */
const drv = (n: number, name: string) => storePath(n + 5000, `${name}.drv`);
const built = (...outputs: string[]): Entry => ({ outputs });
const [app, dev, source] = [
  storePath(1, "app-1.0"),
  storePath(2, "app-1.0-dev"),
  storePath(3, "source.json"),
];
const APP = drv(1, "app-1.0");

const CERTAIN: Record<string, [Text, string[]]> = {
  "no text and no context": [{ packageText: "", context: {} }, []],
  "text without a hash": [{ packageText: "/bin/sh -c 'exec true'\n", context: {} }, []],
  "a package": [{ packageText: `${app}/bin/app`, context: { [APP]: built("out") } }, [app]],
  "a package, twice, at the end and in a list": [
    { packageText: `${app}:${app}/x ${app}`, context: { [APP]: built("out") } },
    [app],
  ],
  "two outputs": [{ packageText: `${dev}\n${app}`, context: { [APP]: built("dev", "out") } }, [app, dev]],
  "a path like any other": [
    { packageText: `cat ${source}`, context: { [source]: { path: true } } },
    [source],
  ],
  "a unit as JSON": [
    {
      packageText: JSON.stringify({ text: `ExecStart=${app}/bin/app "x"\nX=${source}`, p: dev }),
      context: { [APP]: built("out", "dev"), [source]: { path: true } },
    },
    [app, dev, source],
  ],
  "more than ASCII around it": [{ packageText: `é${app}é`, context: { [APP]: built("out") } }, [app]],
  "a name as long as names may be": [
    { packageText: storePath(4, "e".repeat(211)), context: { [drv(4, "e".repeat(211))]: built("out") } },
    [storePath(4, "e".repeat(211))],
  ],
};

for (const [title, [text, roots]] of Object.entries(CERTAIN)) {
  test(`${title}: certain`, () => assert.equal(read({ it: text }), { it: roots }));
}

const UNCERTAIN: Record<string, Text> = {
  "a derivation with all its outputs": { packageText: APP, context: { [APP]: { allOutputs: true } } },
  "a derivation as a path": { packageText: APP, context: { [APP]: { path: true } } },
  "an output of it besides": { packageText: app, context: { [APP]: { path: true, outputs: ["out"] } } },
  "context without text": { packageText: "", context: { [APP]: built("out") } },
  "one output of two": { packageText: app, context: { [APP]: built("dev", "out") } },
  "text without context": { packageText: app, context: {} },
  "a bare hash": { packageText: hash(1), context: { [APP]: built("out") } },
  "a bare hash besides": { packageText: `${app} ${hash(1)}`, context: { [APP]: built("out") } },
  "what only could be a hash": { packageText: `${app} ${"0".repeat(40)}`, context: { [APP]: built("out") } },
  "a checksum": {
    packageText: `${app} sha256-${"a".repeat(64)}`,
    context: { [APP]: built("out") },
  },
  "a hash with more in front": {
    packageText: `/nix/store/0${app.slice(11)}`,
    context: { [APP]: built("out") },
  },
  "another store": { packageText: app.replace("/nix/", "/gnu/"), context: { [APP]: built("out") } },
  "no place before it": { packageText: app.slice(4), context: { [APP]: built("out") } },
  "a longer name": { packageText: `${app}.tar`, context: { [APP]: built("out") } },
  "a longer name at the end of a sentence": { packageText: `${app}.`, context: { [APP]: built("out") } },
  "a much longer name": { packageText: `${app}${"x".repeat(300)}`, context: { [APP]: built("out") } },
  "a shorter name": { packageText: app.slice(0, -1), context: { [APP]: built("out") } },
  "an output that is not in the context": { packageText: dev, context: { [APP]: built("out") } },
  "a second hash": {
    packageText: `${app} ${storePath(9, "app-1.0")}`,
    context: { [APP]: built("out") },
  },
  "two derivations of one name": {
    packageText: `${app} ${storePath(9, "app-1.0")}`,
    context: { [APP]: built("out"), [drv(9, "app-1.0")]: built("out") },
  },
  "two entries with one hash": {
    packageText: `${app} ${storePath(1, "other")}`,
    context: { [APP]: built("out"), [drv(9, "other")]: built("out") },
  },
  "a path with another hash": {
    packageText: storePath(9, "source.json"),
    context: { [source]: { path: true } },
  },
  "a hash in a name": {
    packageText: storePath(9, `x-${"0".repeat(32)}`),
    context: { [drv(9, `x-${"0".repeat(32)}`)]: built("out") },
  },
  "a placeholder of a content-addressed output": {
    packageText: `/${hash(1)}${hash(2)}`.slice(0, 53),
    context: { [APP]: built("out") },
  },
};

for (const [title, text] of Object.entries(UNCERTAIN)) {
  test(`${title}: not certain, and no other service is concerned`, () => {
    const tool = storePath(30, "tool");
    const other = { packageText: tool, context: { [drv(30, "tool")]: built("out") } };
    assert.equal(read({ it: text, other }), { other: [tool] });
  });
}

test("a name that means two things on a host is certain in neither service", () => {
  const [one, two] = [storePath(21, "config.json"), storePath(22, "config.json")];
  const apart = { packageText: app, context: { [APP]: built("out") } };
  const first = { packageText: one, context: { [drv(21, "config.json")]: built("out") } };
  const second = { packageText: two, context: { [drv(22, "config.json")]: built("out") } };
  assert.equal(read({ first, apart }), { first: [one], apart: [app] });
  assert.equal(read({ first, second, apart }), { apart: [app] });
  const moved = { packageText: one, context: second.context };
  assert.equal(read({ first, moved, apart }), { apart: [app] }, "the same hash, of two derivations");
  const byHand = { packageText: two, context: first.context };
  assert.equal(read({ first, byHand, apart }), { apart: [app] }, "the same derivation, with two hashes");
  const uncertain = { packageText: "", context: second.context };
  assert.equal(
    read({ first, uncertain, apart }),
    { apart: [app] },
    "also where another service is not certain",
  );
  assert.equal(read({ first, again: first }), { first: [one], again: [one] });
});

test("a service may be called like anything", () => {
  const text = CERTAIN["a package"]![0];
  const names = ["constructor", 'a b"${c}@:\\[x]ü', "__proto__ "];
  assert.equal(
    Object.keys(read(Object.fromEntries(names.map((name) => [name, text])))).toSorted(),
    names.toSorted(),
  );
});

for (const [title, filler] of [
  ["of words", "word "],
  ["of one digit of a hash", "0"],
  ["of lines", "\n"],
] as const) {
  test(`a text of 8 MB ${title} is read, without a deep stack`, () => {
    const many = `builtins.concatStringsSep "" (builtins.genList (_: "${filler.replace("\n", "\\n").repeat(1000)}") ${8000 / filler.length})`;
    const services = `[ { name = "it"; packageText = "${app}/bin " + (${many}) + " ${app}"; context.${JSON.stringify(APP)}.outputs = [ "out" ]; } ]`;
    const found = evaluate(`import ${root}nix/text-roots.nix ${services}`);
    assert.equal(found, filler === "0" ? {} : { it: [app] });
  });
}

test("a text of 8 MB with 160,000 store paths is read", () => {
  const many = `builtins.concatStringsSep "\\n" (builtins.genList (_: "${app}/bin") 160000)`;
  const services = `[ { name = "it"; packageText = ${many}; context.${JSON.stringify(APP)}.outputs = [ "out" ]; } ]`;
  assert.equal(evaluate(`import ${root}nix/text-roots.nix ${services}`), { it: [app] });
});

test.run();
