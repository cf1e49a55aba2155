/** How many single-character edits turn one text into the other (Levenshtein, two rows of the matrix at a time). */
function editDistance(from: string, to: string): number {
  let previous = Array.from({ length: to.length + 1 }, (_, column) => column);
  for (let row = 1; row <= from.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= to.length; column += 1) {
      const substitution = (previous[column - 1] as number) + (from[row - 1] === to[column - 1] ? 0 : 1);
      const removal = (previous[column] as number) + 1;
      const insertion = (current[column - 1] as number) + 1;
      current.push(Math.min(substitution, removal, insertion));
    }
    previous = current;
  }
  return previous[to.length] as number;
}

const LONGEST_COMPARED = 200;

/** The known names most like a mistyped one, best first. Only so much of the text as a name could have is compared. */
export function nearest(text: string, known: readonly string[], count = 3): string[] {
  const typed = text.slice(0, LONGEST_COMPARED);
  return known
    .map((name) => ({ name, distance: editDistance(typed, name) }))
    .sort((one, other) => one.distance - other.distance)
    .slice(0, count)
    .map(({ name }) => name);
}
