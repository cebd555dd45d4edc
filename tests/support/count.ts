type Method = (this: never, ...args: never[]) => unknown;

/**
 * Adds up what calls of these methods cost while `action` runs: the work that is done, whatever the machine's speed. `methods` are the
 * objects that have them, with what one call costs.
 */
export function countWork<T>(
  methods: readonly [holder: object, name: string, cost: (self: never, args: never[]) => number][],
  action: () => T,
): { result: T; work: number } {
  let work = 0;
  const restore = methods.map(([holder, name, cost]) => {
    const own = Object.getOwnPropertyDescriptor(holder, name)!;
    const method = own.value as Method;
    const value = function (this: never, ...args: never[]) {
      work += cost(this, args);
      return method.apply(this, args);
    };
    Object.defineProperty(holder, name, { ...own, value });
    return () => Object.defineProperty(holder, name, own);
  });
  try {
    return { result: action(), work };
  } finally {
    for (const each of restore) each();
  }
}
