/** What an ELF file made for a test says; everything else in it is as small as it can be. */
export interface Recipe {
  bits?: 32 | 64;
  little?: boolean;
  machine?: number;
  type?: number;
  interpreter?: string;
  needed?: string[];
  soname?: string;
  rpath?: string;
  runpath?: string;
}

const ADDRESS = 0x40_0000;

/** An ELF file with one loaded segment, and a dynamic section where the recipe needs one. */
export function elfFile(recipe: Recipe = {}): Uint8Array {
  const { bits = 64, little = true, machine = 62, type = 3, interpreter, needed = [] } = recipe;
  const wide = bits === 64;
  const strings = [""];
  const offsetOf = (text: string): number => {
    const offset = new TextEncoder().encode(strings.join("\0")).length + 1;
    strings.push(text);
    return offset;
  };
  const entries = [
    ...needed.map((name) => [1, offsetOf(name)]),
    ...(recipe.soname === undefined ? [] : [[14, offsetOf(recipe.soname)]]),
    ...(recipe.rpath === undefined ? [] : [[15, offsetOf(recipe.rpath)]]),
    ...(recipe.runpath === undefined ? [] : [[29, offsetOf(recipe.runpath)]]),
  ];
  const interpreterAt = interpreter === undefined ? 0 : offsetOf(interpreter);
  const text = new TextEncoder().encode(`${strings.join("\0")}\0`);

  const header = wide ? 64 : 52;
  const stride = wide ? 56 : 32;
  const headers = interpreter === undefined ? 2 : 3;
  const dynamicAt = header + headers * stride;
  const word = wide ? 8 : 4;
  const dynamicSize = (entries.length + 2) * 2 * word;
  const stringsAt = dynamicAt + dynamicSize;

  const bytes = new Uint8Array(stringsAt + text.length);
  const view = new DataView(bytes.buffer);
  const put = (at: number, value: number) =>
    wide ? view.setBigUint64(at, BigInt(value), little) : view.setUint32(at, value, little);
  bytes.set([0x7f, 0x45, 0x4c, 0x46, wide ? 2 : 1, little ? 1 : 2, 1]);
  view.setUint16(16, type, little);
  view.setUint16(18, machine, little);
  put(wide ? 32 : 28, header);
  view.setUint16(wide ? 54 : 42, stride, little);
  view.setUint16(wide ? 56 : 44, headers, little);

  const segments = [
    { type: 1, offset: 0, address: ADDRESS, size: bytes.length },
    { type: 2, offset: dynamicAt, address: ADDRESS + dynamicAt, size: dynamicSize },
    { type: 3, offset: stringsAt + interpreterAt, address: 0, size: 0 },
  ].slice(0, headers);
  for (const [index, segment] of segments.entries()) {
    const at = header + index * stride;
    view.setUint32(at, segment.type, little);
    put(at + (wide ? 8 : 4), segment.offset);
    put(at + (wide ? 16 : 8), segment.address);
    put(at + (wide ? 32 : 16), segment.size);
  }
  const dynamic = [...entries, [5, ADDRESS + stringsAt], [0, 0]];
  for (const [index, [tag, value]] of dynamic.entries()) {
    put(dynamicAt + index * 2 * word, tag!);
    put(dynamicAt + index * 2 * word + word, value!);
  }
  bytes.set(text, stringsAt);
  return bytes;
}
