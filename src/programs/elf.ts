import { Fields, Malformed, type ReadBytes } from "./bytes.ts";

/** What a program or library asks of the dynamic loader. */
export interface Elf {
  bits: 32 | 64;
  endian: "little" | "big";
  /** `e_machine`: 62 is x86_64, 183 aarch64. */
  machine: number;
  kind: "executable" | "shared" | "other";
  /** PT_INTERP: the dynamic loader; null for a static program and for most libraries. */
  interpreter: string | null;
  /** DT_NEEDED, in order. */
  needed: string[];
  soname: string | null;
  /** DT_RPATH and DT_RUNPATH, split at colons, with `$ORIGIN` as it is written. */
  rpath: string[];
  runpath: string[];
}

const PT_LOAD = 1;
const PT_DYNAMIC = 2;
const PT_INTERP = 3;
const DT_NEEDED = 1;
const DT_STRTAB = 5;
const DT_SONAME = 14;
const DT_RPATH = 15;
const DT_RUNPATH = 29;

/** Limits far above what linkers make, so that a hostile file costs no time. */
const MAX_HEADERS = 1024;
const MAX_ENTRIES = 16_384;
const MAX_NEEDED = 1024;
const MAX_DIRECTORIES = 1024;
/** PATH_MAX of Linux. */
const MAX_NAME = 4096;
const MAX_TEXT = 65_536;

interface Segment {
  type: number;
  offset: number;
  address: number;
  size: number;
}

/**
 * Reads the headers of an ELF file as in the System V ABI: both word sizes and byte orders. Null for what is no ELF file, a
 * `problem` (part of a sentence) for one that is broken. Never throws.
 */
export function elfOf(read: ReadBytes): Elf | { problem: string } | null {
  const ident = read(0, 16);
  if (ident[0] !== 0x7f || ident[1] !== 0x45 || ident[2] !== 0x4c || ident[3] !== 0x46) return null;
  const [, , , , size, order] = ident;
  if (size !== 1 && size !== 2) return { problem: `its word size is unknown (${size})` };
  if (order !== 1 && order !== 2) return { problem: `its byte order is unknown (${order})` };
  try {
    return headers(new Fields(read, order === 1), size === 2, order === 1);
  } catch (error) {
    if (error instanceof Malformed) return { problem: error.message };
    throw error;
  }
}

function headers(file: Fields, wide: boolean, little: boolean): Elf {
  const header = file.view(0, wide ? 64 : 52);
  const type = file.half(header, 16);
  const segments = segmentsOf(file, header, wide);
  const interpreter = segments.find((segment) => segment.type === PT_INTERP);
  const dynamic = segments.find((segment) => segment.type === PT_DYNAMIC);
  return {
    bits: wide ? 64 : 32,
    endian: little ? "little" : "big",
    machine: file.half(header, 18),
    kind: type === 2 ? "executable" : type === 3 ? "shared" : "other",
    interpreter: interpreter === undefined ? null : file.text(interpreter.offset, MAX_NAME),
    ...linked(file, segments, dynamic, wide),
  };
}

function segmentsOf(file: Fields, header: DataView, wide: boolean): Segment[] {
  const start = file.word(header, wide ? 32 : 28, wide);
  const stride = file.half(header, wide ? 54 : 42);
  const count = file.half(header, wide ? 56 : 44);
  if (count === 0) return [];
  if (count > MAX_HEADERS) throw new Malformed(`it has ${count} program headers`);
  if (stride < (wide ? 56 : 32)) throw new Malformed(`its program headers have ${stride} bytes each`);
  return Array.from({ length: count }, (_, index) => {
    const view = file.view(start + index * stride, wide ? 56 : 32);
    return {
      type: file.word(view, 0, false),
      offset: file.word(view, wide ? 8 : 4, wide),
      address: address(file, view, wide ? 16 : 8, wide),
      size: file.word(view, wide ? 32 : 16, wide),
    };
  });
}

/** A virtual address may be any number; those beyond the exact ones are of the kernel and match nothing. */
function address(file: Fields, view: DataView, at: number, wide: boolean): number {
  try {
    return file.word(view, at, wide);
  } catch {
    return -1;
  }
}

function linked(file: Fields, segments: readonly Segment[], dynamic: Segment | undefined, wide: boolean) {
  const found: [tag: number, value: number][] = [];
  const size = wide ? 16 : 8;
  const entries = Math.min(Math.floor((dynamic?.size ?? 0) / size), MAX_ENTRIES);
  for (let index = 0; index < entries; index++) {
    const view = file.view(dynamic!.offset + index * size, size);
    const tag = address(file, view, 0, wide);
    if (tag === 0) break;
    found.push([tag, address(file, view, size / 2, wide)]);
  }
  const table = found.find(([tag]) => tag === DT_STRTAB)?.[1];
  const textsOf = (wanted: number, limit: number): string[] => {
    const offsets = found.filter(([tag]) => tag === wanted).map(([, value]) => value);
    if (offsets.length === 0) return [];
    if (table === undefined) throw new Malformed("it has no table of dynamic strings");
    if (offsets.length > MAX_NEEDED) throw new Malformed(`it names ${offsets.length} libraries`);
    return offsets.map((offset) => file.text(inFile(segments, table + offset), limit));
  };
  const directories = (tag: number) => {
    // Of several the loader takes the last, and no linker writes more than one.
    const parts = (textsOf(tag, MAX_TEXT).at(-1) ?? "").split(":").filter((part) => part !== "");
    if (parts.length > MAX_DIRECTORIES) throw new Malformed(`it searches ${parts.length} directories`);
    return parts;
  };
  return {
    needed: textsOf(DT_NEEDED, MAX_NAME),
    soname: textsOf(DT_SONAME, MAX_NAME)[0] ?? null,
    rpath: directories(DT_RPATH),
    runpath: directories(DT_RUNPATH),
  };
}

/** Where in the file an address of the loaded program lies. */
function inFile(segments: readonly Segment[], at: number): number {
  const segment = segments.find(
    ({ type, address: from, size }) => type === PT_LOAD && from >= 0 && at >= from && at < from + size,
  );
  if (segment === undefined) throw new Malformed("its dynamic strings lie outside all segments");
  return at - segment.address + segment.offset;
}
