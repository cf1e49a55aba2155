/** A task, and what each server needed for it. */
export type Row = readonly [task: string, figures: readonly number[]];

/** Prints a table in Markdown: a column for each server, and then what the first is to each of the others. */
export function printComparison(title: string, servers: readonly string[], rows: readonly Row[]): void {
  const [first, ...others] = servers;
  const lines = rows.map(([task, figures]) => [
    task,
    ...figures.map((figure) => figure.toFixed(0)),
    ...ratios(figures),
  ]);
  const head = [title, ...servers, ...others.map((other) => `${first} / ${other}`)];
  for (const cells of [head, head.map((_, column) => (column === 0 ? '---' : '--:')), ...lines]) {
    process.stdout.write(`| ${cells.join(' | ')} |\n`);
  }
  process.stdout.write('\n');
}

function ratios([first = 0, ...others]: readonly number[]): readonly string[] {
  return others.map((other) => (first / other).toFixed(2));
}
