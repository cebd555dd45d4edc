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

const SLOT = /\{(\w+)(?::\w+)?\}/g;
