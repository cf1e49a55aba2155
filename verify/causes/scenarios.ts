/** The numbers of the scenarios that causes are called by (docs/causes.md). */
const NUMBERS: Readonly<Record<string, number>> = {
  'same-second-later': 1,
  'tie-across-pages': 2,
  'unstable-ties': 3,
  'max-then-read': 4,
  'rounded-cursor': 5,
  'late-commit': 6,
  'eventually-consistent-list': 7,
  'replica-lag': 8,
  'cursor-is-now': 9,
  'source-clock-ahead': 10,
  'zone-of-filter': 11,
  'repeated-hour': 12,
  'no-stamp': 13,
  'silent-change': 14,
  'rows-move-under-offset': 15,
  'error-is-the-end': 16,
  'empty-page': 17,
  'short-page': 18,
  'page-that-never-advances': 20,
  'result-window': 21,
  'token-of-the-walk-expires': 22,
  'login-expires': 23,
  'parallel-slices': 25,
  'parent-and-child': 26,
  'state-before-rows': 28,
  'resume-skips': 29,
  'cut-body': 31,
  'cut-file': 32,
  'html-200': 33,
  'deletes-unseen': 34,
  'wrong-deletes': 35,
  undelete: 36,
  'no-key': 37,
  drift: 41,
  objects: 42,
  'snapshot-then-stream': 43,
};

/** `same-second-later (01)`; a cause that no scenario shows is its name alone. */
export function shownCause(name: string): string {
  const number = NUMBERS[name];
  return number === undefined ? name : `${name} (${String(number).padStart(2, '0')})`;
}
