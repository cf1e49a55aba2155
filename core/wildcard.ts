/**
 * Whether a text is as a pattern says, in which `*` stands for any text of at least `least` characters. There is no
 * expression behind it: with several `*` its cost would be a power of the length of a text that a client chooses.
 *
 * @param least how many characters a `*` stands for at least
 */
export function wildcard(pattern: string, least = 0): (text: string) => boolean {
  const [first = '', ...others] = pattern.split('*');
  const last = others.pop();
  if (last === undefined) return (text) => text === pattern;
  return (text) => {
    if (!text.startsWith(first)) return false;
    let end = first.length;
    for (const piece of others) {
      const start = text.indexOf(piece, end + least);
      if (start === -1) return false;
      end = start + piece.length;
    }
    return text.endsWith(last) && text.length - last.length >= end + least;
  };
}
