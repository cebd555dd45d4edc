import type { Json } from "../../../src/manifest/types.ts";
import type { Random } from "./random.ts";

/** What readers stumble over, whatever they read. */
const WORDS = [
  "",
  "\0",
  "\n",
  "\r",
  "\u001b[31m",
  "\u009b",
  '"',
  "'",
  "\\",
  "%",
  "%n",
  ":",
  "${",
  "/",
  "..",
  "../../etc",
  "-",
  "=",
  " ",
  "__proto__",
  "constructor",
  "é",
  "😀",
  "\ud800",
  "99999999999999999999",
  "-1",
];

const NUMBERS = [0, -1, 0.5, 1, 255, 2 ** 31, 2 ** 32, 2 ** 53, 1e308];

/** What pieces of inputs are made of: other inputs, and words of what reads them. */
interface Stock {
  others: readonly Uint8Array[];
  words: readonly string[];
}

/** Between one and eight changes to the bytes of an input, which has at most `size` then. */
export function mutateBytes(input: Uint8Array, size: number, stock: Stock, random: Random): Uint8Array {
  let bytes = input.subarray(0, size);
  for (let left = 1 + random.below(8); left > 0; left--) {
    const at = random.below(bytes.length + 1);
    const end = Math.min(bytes.length, at + 1 + random.below(random.oneIn(4) ? bytes.length : 8));
    const piece = random.pick(PIECES)(bytes.subarray(at, end), stock, random);
    bytes = Buffer.concat([bytes.subarray(0, at), ...piece, bytes.subarray(end)]).subarray(0, size);
  }
  return bytes;
}

/** What takes the place of a stretch. */
type Piece = (old: Uint8Array, stock: Stock, random: Random) => Uint8Array[];

const word: Piece = (_old, { words }, random) => [Buffer.from(random.pick(random.oneIn(2) ? words : WORDS))];

const PIECES: readonly Piece[] = [
  () => [],
  word,
  word,
  (old, stock, random) => [...word(old, stock, random), old],
  (old) => [old, old],
  (old, _stock, random) => Array.from({ length: 1 + random.below(300) }, () => old),
  (old, _stock, random) => [old.map((byte) => byte ^ (1 << random.below(8)))],
  (old, _stock, random) => [old.map(() => random.pick([0, 1, 0x7f, 0x80, 0xff, random.below(256)]))],
  (_old, { others }, random) => {
    const other = random.pick(others);
    const from = random.below(other.length);
    return [other.subarray(from, from + random.below(64))];
  },
];

/** One change somewhere within a JSON value. */
export function mutateJson(value: Json, words: readonly string[], random: Random): Json {
  const isContainer = typeof value === "object" && value !== null;
  const keys = isContainer ? Object.keys(value) : [];
  if (keys.length === 0 || random.oneIn(6)) return replaced(value, words, random);
  const key = random.pick(keys);
  const change = (each: Json) => mutateJson(each, words, random);
  if (Array.isArray(value)) {
    const at = Number(key);
    const copy = value.slice();
    if (random.oneIn(8)) copy.splice(at, random.below(2), ...copy.slice(0, 1 + random.below(3)));
    else copy[at] = change(copy[at]!);
    return copy;
  }
  const entries = Object.entries(value as Record<string, Json>).flatMap(([name, each]): [string, Json][] => {
    if (name !== key) return [[name, each]];
    if (random.oneIn(12)) return [];
    return random.oneIn(12) ? [[anyWord(words, random), each]] : [[name, change(each)]];
  });
  return Object.fromEntries(entries);
}

function replaced(value: Json, words: readonly string[], random: Random): Json {
  const choice = random.below(7);
  if (choice === 0) return random.pick<Json>([null, true, false, [], {}]);
  if (choice === 1) return random.pick(NUMBERS);
  if (choice === 2) return Array.from({ length: random.below(4) }, () => value);
  if (choice === 3) return { [anyWord(words, random)]: value };
  if (typeof value !== "string") return anyWord(words, random);
  const at = random.below(value.length + 1);
  return value.slice(0, at) + anyWord(words, random) + value.slice(at + random.below(3));
}

const anyWord = (words: readonly string[], random: Random) => random.pick(random.oneIn(2) ? words : WORDS);
