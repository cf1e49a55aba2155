/**
 * The fewest of some items that are still enough, by delta debugging (Zeller and Hildebrandt, "Simplifying and Isolating
 * Failure-Inducing Input", 2002): parts are left out, ever smaller ones, until no single item can be.
 *
 * @param isEnough asked of ever fewer items, in their order; all of them are enough
 */
export async function fewestOf<Item>(
  items: readonly Item[],
  isEnough: (fewer: readonly Item[]) => Promise<boolean>,
): Promise<readonly Item[]> {
  if (items.length === 0 || (await isEnough([]))) return [];
  let kept = items;
  let parts = 2;
  while (kept.length > 1) {
    const fewer = await withoutOnePart(kept, Math.min(parts, kept.length), isEnough);
    if (fewer !== undefined) {
      kept = fewer;
      parts = Math.max(2, parts - 1);
    } else if (parts >= kept.length) return kept;
    else parts *= 2;
  }
  return kept;
}

/** Undefined where every part is needed. */
async function withoutOnePart<Item>(
  items: readonly Item[],
  parts: number,
  isEnough: (fewer: readonly Item[]) => Promise<boolean>,
): Promise<readonly Item[] | undefined> {
  for (let part = 0; part < parts; part += 1) {
    const from = Math.floor((part * items.length) / parts);
    const to = Math.floor(((part + 1) * items.length) / parts);
    const fewer = items.toSpliced(from, to - from);
    if (fewer.length > 0 && (await isEnough(fewer))) return fewer;
  }
  return undefined;
}

/**
 * The least whole number that is still enough, if a larger one is whenever a smaller one is; to an eighth, since to the last one
 * it takes as many tries again.
 *
 * @param most is enough
 */
export async function leastOf(
  least: number,
  most: number,
  isEnough: (number: number) => Promise<boolean>,
): Promise<number> {
  if (least >= most) return most;
  if (await isEnough(least)) return least;
  let [tooFew, enough] = [least, most];
  while (enough - tooFew > Math.max(1, enough / 8)) {
    const middle = Math.floor((tooFew + enough) / 2);
    if (await isEnough(middle)) enough = middle;
    else tooFew = middle;
  }
  return enough;
}
