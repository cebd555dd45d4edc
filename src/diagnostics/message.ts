/** What a placeholder can stand for besides text: `{count:number}`, `{files:list}`. */
interface Types {
  number: number;
  list: readonly string[];
}

/** The placeholders of a message, as they are written between the braces. */
type Slots<T extends string> = T extends `${string}{${infer Slot}}${infer Rest}` ? Slot | Slots<Rest> : never;

type NameOf<Slot extends string> = Slot extends `${infer Name}:${string}` ? Name : Slot;

type TypeOf<Slot extends string> = Slot extends `${string}:${infer Type}`
  ? Type extends keyof Types
    ? Types[Type]
    : never
  : string;

/** The arguments that a message takes: a misspelt or missing one does not compile. */
export type ArgsOf<T extends string> = [Slots<T>] extends [never]
  ? Record<string, never>
  : { readonly [Slot in Slots<T> as NameOf<Slot>]: TypeOf<Slot> };

/** Accepts a message for several findings whose arguments, but for the listed one, are those of `A`. */
export type ManyOf<T extends string, A> = [NameOf<Slots<T>>] extends [keyof A] ? T : never;

/** What arguments can be, for code that does not know the message. */
export type Args = Readonly<Record<string, string | number | readonly string[]>>;

/** The message with its arguments; a list is joined with commas. */
export function formatMessage(message: string, args: Args): string {
  return message.replaceAll(SLOT, (_, name: string) => {
    const value = args[name];
    return typeof value === "object" ? value.join(", ") : String(value);
  });
}

/** The message with the names of its placeholders, for pages that explain it: `mark("program")`. */
export function describeMessage(message: string, mark: (name: string) => string): string {
  return message.replaceAll(SLOT, (_, name: string) => mark(name));
}

const SLOT = /\{(\w+)(?::(\w+))?\}/g;

/** Lists of a message for several findings: `{command:codes}` is each between backticks, `{path:names}` each as it is. */
const MARKS: Readonly<Record<string, (name: string) => string>> = {
  codes: (name) => `\`${name}\``,
  names: (name) => name,
};

/** The argument that a message for several findings lists; null: it lists none. */
export function listedArgument(message: string): string | null {
  for (const [, name, type] of message.matchAll(SLOT)) if (MARKS[type ?? ""] !== undefined) return name!;
  return null;
}

/** A message for several findings: `names` is what they differ in, all else is the same in `args`. */
export function formatMany(message: string, args: Args, names: readonly string[]): string {
  return message.replaceAll(SLOT, (slot, _, type?: string) => {
    const mark = MARKS[type ?? ""];
    return mark === undefined ? formatMessage(slot, args) : enumerated(names.map(mark));
  });
}

/** More names than these are shortened. */
const MOST_NAMES = 6;

/** How many of a shortened list are left. */
const NAMES_LEFT = 5;

/** `a, b and c`; a long list ends with `and 7 more`. */
export function enumerated(names: readonly string[]): string {
  const isLong = names.length > MOST_NAMES;
  const shown = isLong ? names.slice(0, NAMES_LEFT) : names.slice(0, -1);
  const last = isLong ? `${names.length - shown.length} more` : (names.at(-1) ?? "");
  return shown.length === 0 ? last : `${shown.join(", ")} and ${last}`;
}
