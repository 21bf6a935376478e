/** A dependency order (what is needed comes first), or the first cycle met, as the names along it. */
export type Ordering<K> =
  | { readonly order: readonly K[]; readonly cycle?: undefined }
  | { readonly order?: undefined; readonly cycle: readonly K[] };

/** Depth first and in the given order, so that the same input gives the same order on every run. */
export function orderByNeed<K>(keys: Iterable<K>, needs: (key: K) => Iterable<K>): Ordering<K> {
  const done = new Set<K>();
  const open = new Set<K>();
  const order: K[] = [];
  const visit = (key: K): readonly K[] | undefined => {
    if (done.has(key)) return undefined;
    if (open.has(key)) {
      const path = [...open];
      return [...path.slice(path.indexOf(key)), key];
    }
    open.add(key);
    for (const need of needs(key)) {
      const cycle = visit(need);
      if (cycle) return cycle;
    }
    open.delete(key);
    done.add(key);
    order.push(key);
    return undefined;
  };
  for (const key of keys) {
    const cycle = visit(key);
    if (cycle) return { cycle };
  }
  return { order };
}
