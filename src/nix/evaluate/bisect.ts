/** What an attempt gave: a value, or the failure that other attempts may explain. */
export type Outcome<T, E> = { value: T } | { failure: E };

export interface Bisection<T, E> {
  /** The values of attempts that succeeded; together they cover every name that is not in `failures`. */
  values: T[];
  failures: Map<string, E>;
}

/**
 * Finds the names that make an attempt fail, with few attempts, where an attempt over many names fails as soon as one of
 * them is bad. One bad name among n costs log2(n) attempts, one for what is left and at most one for its message.
 *
 * What is left after a bad name is tried in parts, as many as bad names were found: where many are bad, trying all of the
 * rest would hardly ever succeed.
 *
 * @param isKnownBad whether all names together are known to fail, so that this is not tried again
 */
export async function bisectFailures<T, E>(
  names: readonly string[],
  attempt: (names: readonly string[]) => Promise<Outcome<T, E>>,
  isKnownBad: boolean,
): Promise<Bisection<T, E>> {
  const values: T[] = [];
  const failures = new Map<string, E>();
  let rest = names;
  let size = names.length;
  let isBad = isKnownBad;
  while (rest.length > 0) {
    const group = rest.slice(0, size);
    let failure: E | undefined;
    if (!isBad) {
      const outcome = await attempt(group);
      if ("value" in outcome) {
        values.push(outcome.value);
        rest = rest.slice(group.length);
        continue;
      }
      failure = outcome.failure;
    }
    const first = await firstBad(group, failure, attempt, values);
    if (first.failure !== undefined) failures.set(group[first.index]!, first.failure);
    rest = rest.slice(first.index + 1);
    size = Math.max(1, Math.ceil(rest.length / Math.max(1, failures.size)));
    isBad = false;
  }
  return { values, failures };
}

/**
 * The first bad name of a group that fails, by halves; the values of halves that succeed go to `values`. There is no failure
 * where names fail in company and not alone.
 */
async function firstBad<T, E>(
  group: readonly string[],
  groupFailure: E | undefined,
  attempt: (names: readonly string[]) => Promise<Outcome<T, E>>,
  values: T[],
): Promise<{ index: number; failure: E | undefined }> {
  let low = 0;
  let high = group.length;
  // The failure of exactly the names from low to high, where they were tried.
  let failure = groupFailure;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    const outcome = await attempt(group.slice(low, middle));
    if ("value" in outcome) {
      values.push(outcome.value);
      low = middle;
      failure = undefined;
    } else {
      high = middle;
      failure = outcome.failure;
    }
  }
  if (failure !== undefined) return { index: low, failure };
  const alone = await attempt(group.slice(low, high));
  if ("failure" in alone) return { index: low, failure: alone.failure };
  values.push(alone.value);
  return { index: low, failure: undefined };
}
