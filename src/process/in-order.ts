/** Does some work on each item, `jobs` at once, and gives the results in the items' order. A failure ends it. */
export async function* inOrder<T, R>(
  items: readonly T[],
  jobs: number,
  work: (item: T) => Promise<R>,
): AsyncGenerator<R> {
  const started: Promise<R>[] = [];
  let running = 0;
  const start = () => {
    while (running < jobs && started.length < items.length) {
      running++;
      const result = work(items[started.length]!);
      started.push(result);
      // Rejected where it is awaited, below; until then, a failure is unhandled.
      result.then(ended, ended);
    }
  };
  let isOver = false;
  const ended = () => {
    running--;
    if (!isOver) start();
  };
  start();
  try {
    for (let next = 0; next < items.length; next++) yield await started[next]!;
  } finally {
    isOver = true;
  }
}
