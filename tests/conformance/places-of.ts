/** Writes a list of places short: `0..9`, `199..190`, `0..49 60`. */
export function placesOf(ranks: readonly number[]): string {
  const runs: { first: number; last: number; step: number }[] = [];
  for (const rank of ranks) {
    const run = runs.at(-1);
    const step = run && rank - run.last;
    if (run && (step === 1 || step === -1) && (run.step === 0 || run.step === step)) {
      Object.assign(run, { last: rank, step });
    } else {
      runs.push({ first: rank, last: rank, step: 0 });
    }
  }
  return runs.map(({ first, last }) => (first === last ? `${first}` : `${first}..${last}`)).join(' ');
}
