/** The same function, computed once for each service's facts: rules that share an analysis do its work once. */
export function perService<F extends object, T>(compute: (facts: F) => T): (facts: F) => T {
  const known = new WeakMap<F, { value: T }>();
  return (facts) => {
    const found = known.get(facts) ?? { value: compute(facts) };
    known.set(facts, found);
    return found.value;
  };
}
