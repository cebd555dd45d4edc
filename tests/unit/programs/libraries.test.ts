import { test } from "uvu";
import * as assert from "uvu/assert";
import { resolveLibraries } from "../../../src/programs/libraries.ts";
import { elfFile, type Recipe } from "./elf-maker.ts";
import { memoryFiles, type Tree } from "./memory.ts";

const LOADER = "/s/glibc/lib/ld-linux-x86-64.so.2";

const LIBC: Tree = {
  [LOADER]: elfFile({ soname: "ld-linux-x86-64.so.2" }),
  "/s/glibc/lib/libc.so.6": elfFile({ soname: "libc.so.6", needed: ["ld-linux-x86-64.so.2"] }),
};

function look(
  program: Recipe,
  tree: Tree = {},
  { outside = [], libraryPath = [] }: { outside?: string[]; libraryPath?: string[] } = {},
) {
  const files = memoryFiles({
    ...LIBC,
    "/s/app/bin/app": elfFile({
      interpreter: LOADER,
      ...program,
      needed: [...(program.needed ?? []), "libc.so.6"],
    }),
    ...tree,
  });
  const isInside = (path: string) => path.startsWith("/s/") && !outside.some((one) => path.startsWith(one));
  return resolveLibraries("/s/app/bin/app", { files, isInside, libraryPath });
}
const missing = (...args: Parameters<typeof look>) =>
  look(...args).missing.map(({ name, neededBy }) => [name, neededBy]);

test("finds nothing missing where the loader finds all", () => {
  const report = look({ needed: ["libz.so.1"], runpath: "/s/z/lib" }, { "/s/z/lib/libz.so.1": elfFile({}) });
  assert.equal(report, {
    interpreter: LOADER,
    interpreterFound: true,
    loaded: ["/s/z/lib/libz.so.1", "/s/glibc/lib/libc.so.6"],
    missing: [],
    problems: [],
  });
});

test("tells where it looked, and where outside the library is", () => {
  const { missing: found } = look(
    { needed: ["libz.so.1", "libq.so"], runpath: "/s/z/lib:/s/none" },
    { "/s/z/lib/libz.so.1": elfFile({}) },
    { outside: ["/s/z/"] },
  );
  const searched = ["/s/z/lib", "/s/none", "/s/glibc/lib"];
  assert.equal(found, [
    { name: "libz.so.1", neededBy: "/s/app/bin/app", searched, outside: "/s/z/lib/libz.so.1" },
    { name: "libq.so", neededBy: "/s/app/bin/app", searched, outside: null },
  ]);
});

test("a link that leads outside does not help", () => {
  const tree = { "/s/in/libz.so.1": "-> /s/z/libz.so.1.3", "/s/z/libz.so.1.3": elfFile({}) };
  const recipe = { needed: ["libz.so.1"], runpath: "/s/in" };
  assert.equal(missing(recipe, tree), []);
  assert.equal(missing(recipe, tree, { outside: ["/s/z"] }), [["libz.so.1", "/s/app/bin/app"]]);
});

test("RPATH is inherited, RUNPATH is not", () => {
  const tree = { "/s/l/liba.so": elfFile({ needed: ["libb.so"] }), "/s/l/libb.so": elfFile({}) };
  assert.equal(missing({ needed: ["liba.so"], rpath: "/s/l" }, tree), []);
  assert.equal(missing({ needed: ["liba.so"], runpath: "/s/l" }, tree), [["libb.so", "/s/l/liba.so"]]);
  assert.equal(missing({ needed: ["liba.so"], rpath: "/s/l", runpath: "/s/none" }, tree), [
    ["liba.so", "/s/app/bin/app"],
  ]);
});

test("RPATH is not looked at by a library with a RUNPATH", () => {
  const tree = {
    "/s/l/liba.so": elfFile({ needed: ["libb.so"], runpath: "/s/none" }),
    "/s/l/libb.so": elfFile({}),
  };
  assert.equal(missing({ needed: ["liba.so"], rpath: "/s/l" }, tree), [["libb.so", "/s/l/liba.so"]]);
});

test("knows $ORIGIN and $LIB of the program and of a library behind a link", () => {
  const tree = {
    "/s/app/lib64/liba.so": "-> /s/real/x/liba.so",
    "/s/real/x/liba.so": elfFile({ needed: ["libb.so"], runpath: "$ORIGIN/sub" }),
    "/s/app/lib64/sub/libb.so": elfFile({}),
  };
  assert.equal(missing({ needed: ["liba.so"], runpath: "${ORIGIN}/../$LIB" }, tree), []);
});

test("what is loaded already is found by its soname", () => {
  const tree = {
    "/s/l/liba.so": elfFile({ needed: ["libz.so.1"] }),
    "/s/l/z.so": elfFile({ soname: "libz.so.1" }),
  };
  assert.equal(missing({ needed: ["/s/l/z.so", "liba.so"], runpath: "/s/l" }, tree), []);
});

test("LD_LIBRARY_PATH comes to help", () => {
  const tree = { "/s/l/libz.so.1": elfFile({}) };
  assert.equal(missing({ needed: ["libz.so.1"] }, tree, { libraryPath: ["/s/l"] }), []);
  assert.equal(missing({ needed: ["libz.so.1"] }, tree), [["libz.so.1", "/s/app/bin/app"]]);
});

test("passes over libraries of another machine, and names broken ones", () => {
  const recipe = { needed: ["libz.so.1"], runpath: "/s/32:/s/broken:/s/text:/s/64" };
  const tree = {
    "/s/32/libz.so.1": elfFile({ bits: 32 as const }),
    "/s/broken/libz.so.1": elfFile({}).subarray(0, 50),
    "/s/text/libz.so.1": "INPUT(libz.so.1)",
    "/s/64/libz.so.1": elfFile({}),
  };
  const report = look(recipe, tree);
  assert.equal(report.loaded[0], "/s/64/libz.so.1");
  assert.equal(report.problems, [{ path: "/s/broken/libz.so.1", problem: "it ends before byte 64" }]);
});

test("a loader outside is reported, and a static program needs none", () => {
  const outside = look({}, {}, { outside: ["/s/glibc"] });
  assert.equal([outside.interpreterFound, outside.missing.length], [false, 1]);
  const files = memoryFiles({ "/s/static": elfFile({}) });
  assert.equal(resolveLibraries("/s/static", { files, isInside: () => true }).interpreter, null);
  assert.equal(resolveLibraries("/s/gone", { files, isInside: () => true }).loaded, []);
});

test("a thousand libraries in a thousand directories each are not looked for", () => {
  const [needed, directories] = [1000, 1000].map((length) =>
    Array.from({ length }, (_, n) => `/${n.toString(36)}`),
  );
  const names = needed!.map((name) => name.slice(1));
  const tree = { "/p": elfFile({ interpreter: "/l/ld", needed: names, runpath: directories!.join(":") }) };
  let asked = 0;
  const memory = memoryFiles({ ...tree, "/l/ld": elfFile() });
  const stat = (path: string) => {
    asked++;
    return path === "/p" || path.startsWith("/l") ? memory.stat(path) : null;
  };
  const report = resolveLibraries("/p", { files: { ...memory, stat }, isInside: () => true });
  assert.match(report.problems[0]?.problem ?? "", /more than 200000 places/);
  assert.ok(asked < 1_000_000, `${asked}`);
});

test("libraries that need each other end", () => {
  const tree = {
    "/s/l/liba.so": elfFile({ needed: ["libb.so"] }),
    "/s/l/libb.so": elfFile({ needed: ["liba.so"] }),
  };
  assert.is(look({ needed: ["liba.so"], rpath: "/s/l" }, tree).loaded.length, 3);
});

test.run();
