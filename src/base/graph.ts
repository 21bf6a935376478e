/** A dependency order (what is needed comes first), or the first cycle met, as the names along it. */
export type Ordering<K> =
  | { readonly order: readonly K[]; readonly cycle?: undefined }
  | { readonly order?: undefined; readonly cycle: readonly K[] };

/** Depth first and in the given order, so that the same input gives the same order on every run. */
export function orderByNeed<K>(keys: Iterable<K>, needs: (key: K) => Iterable<K>): Ordering<K> {
  const done = new Set<K>();
  const open = new Set<K>();
  const order: K[] = [];
  const begin = (key: K): { key: K; needs: Iterator<K> }[] => {
    if (done.has(key)) return [];
    open.add(key);
    return [{ key, needs: needs(key)[Symbol.iterator]() }];
  };
  for (const first of keys) {
    // What is still to be looked at of each open key, the innermost last: a chain of any length needs no stack.
    const waiting = begin(first);
    while (waiting.length > 0) {
      const innermost = waiting[waiting.length - 1];
      const next = innermost?.needs.next();
      if (!innermost || !next) break;
      if (next.done) {
        open.delete(innermost.key);
        done.add(innermost.key);
        order.push(innermost.key);
        waiting.pop();
      } else if (open.has(next.value)) {
        const path = [...open];
        return { cycle: [...path.slice(path.indexOf(next.value)), next.value] };
      } else waiting.push(...begin(next.value));
    }
  }
  return { order };
}
