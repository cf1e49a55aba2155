import type { Asked } from './asked.ts';
import type { CaseFile } from './cause.ts';

/** Works something out of a case file once, however many rows are looked at. */
export function onceForFile<Value>(work: (file: CaseFile) => Value): (file: CaseFile) => Value {
  const known = new WeakMap<CaseFile, { readonly value: Value }>();
  return (file) => {
    const found = known.get(file) ?? { value: work(file) };
    known.set(file, found);
    return found.value;
  };
}

/** The same for each request. */
export function onceForRequest<Value>(
  work: (asked: Asked, file: CaseFile) => Value,
): (asked: Asked, file: CaseFile) => Value {
  const knownOf = onceForFile(() => new Map<Asked, Value>());
  return (asked, file) => {
    const known = knownOf(file);
    if (!known.has(asked)) known.set(asked, work(asked, file));
    return known.get(asked) as Value;
  };
}
