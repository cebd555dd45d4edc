import { defineConfig } from "oxlint";
import { BUILDERS, BUILDER_ROOMS, EFFECTS, PURE, ROOMS, STARTS_PROGRAMS } from "./scripts/rooms/rooms.ts";

/** What stands above these rooms, and may not be imported by them. */
const above = (names: readonly string[], message: string) => ({
  regex: String.raw`^\.{1,2}/(?:.*/)?(?:${names.join("|")})/`,
  message,
});

const CHILD_PROCESS = {
  name: "node:child_process",
  message: `Only src/${STARTS_PROGRAMS} starts programs: call its runner.`,
};

const PROCESS = {
  name: "node:process",
  message: "Use the global, so that lint sees what is done with it: only src/cli/io.ts prints.",
};

const IMPURE_GLOBALS =
  "process Buffer console require fetch performance setTimeout setInterval setImmediate".split(" ");

const rooms = ROOMS.map((room, index) => {
  const isPure = PURE.has(room);
  const later = ROOMS.slice(index + 1);
  return {
    files: [`src/${room}/**`],
    rules: {
      ...(isPure ? { "no-restricted-globals": ["error", ...IMPURE_GLOBALS] as ["error", ...string[]] } : {}),
      "no-restricted-imports": [
        "error",
        {
          paths: isPure ? [] : [...(room === STARTS_PROGRAMS ? [] : [CHILD_PROCESS]), PROCESS],
          patterns: [
            ...(later.length === 0
              ? []
              : [above(later, `src/${room} imports only the rooms before it: scripts/rooms/rooms.ts.`)]),
            ...(isPure
              ? [
                  {
                    regex: "^[^.]",
                    message: `src/${room} is pure: no node: module and no package; what it needs comes through a port.`,
                  },
                ]
              : []),
          ],
        },
      ] as ["error", object],
    },
  };
});

/** What a feature finds out is pure; its command and its adapters reach the world for it. */
const FEATURE_CORE = {
  paths: [CHILD_PROCESS, PROCESS],
  patterns: [
    above(EFFECTS, "Only a feature's command.ts and adapters/ reach this room."),
    { regex: "^node:", message: "Only a feature's command.ts and adapters/ use modules of Node." },
  ],
};

const printing = (property: string) => ({
  object: "process",
  property,
  message: "Only src/cli/io.ts prints: it escapes what others wrote.",
});

export default defineConfig({
  plugins: ["eslint", "typescript", "unicorn", "oxc", "import", "promise", "node"],
  categories: { correctness: "error", suspicious: "error", perf: "error" },
  env: { node: true, es2023: true },
  ignorePatterns: ["dist/", "tests/fixtures/"],
  rules: {
    eqeqeq: "error",
    "import/no-cycle": "error",
    "max-lines": ["error", { max: 300 }],
    "import/no-named-as-default-member": "off",
    "no-await-in-loop": "off",
    "unicorn/require-post-message-target-origin": "off",
    "no-unused-vars": [
      "error",
      { argsIgnorePattern: "^_", varsIgnorePattern: "^_", ignoreRestSiblings: true },
    ],
    "oxc/no-map-spread": "off",
    "unicorn/consistent-function-scoping": "off",
    "unicorn/no-array-sort": "off",
    "no-console": "error",
    "typescript/no-explicit-any": "error",
    "unicorn/prefer-node-protocol": "error",
    "unicorn/prefer-set-has": "off",
  },
  overrides: [
    {
      files: ["src/**"],
      rules: { "no-restricted-properties": ["error", printing("stdout"), printing("stderr")] },
    },
    ...rooms,
    { files: ["src/features/**"], rules: { "no-restricted-imports": ["error", FEATURE_CORE] } },
    {
      files: ["src/features/*/command.ts", "src/features/*/options.ts", "src/features/*/adapters/**"],
      rules: { "no-restricted-imports": ["error", { paths: [CHILD_PROCESS, PROCESS] }] },
    },
    {
      files: [...BUILDERS],
      rules: {
        "no-console": "off",
        "no-restricted-properties": "off",
        "no-restricted-imports": [
          "error",
          {
            paths: [CHILD_PROCESS, PROCESS],
            patterns: [
              above(
                ROOMS.filter((room) => !BUILDER_ROOMS.includes(room)),
                `The programs in Nix builds hold only ${BUILDER_ROOMS.join(", ")}.`,
              ),
            ],
          },
        ],
      },
    },
    { files: ["src/cli/io.ts", "src/bin.ts"], rules: { "no-restricted-properties": "off" } },
  ],
});
