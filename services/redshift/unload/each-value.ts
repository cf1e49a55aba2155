/**
 * Goes through the content of a DataRow: how many values, and for each its length and its bytes.
 *
 * @param take gets undefined for NULL, and otherwise a piece of `row` itself
 */
export function eachValue(row: Buffer, take: (value: Buffer | undefined, index: number) => void): void {
  const count = row.readInt16BE(0);
  let at = 2;
  for (let index = 0; index < count; index += 1) {
    const bytes = row.readInt32BE(at);
    at += 4;
    take(bytes === -1 ? undefined : row.subarray(at, at + bytes), index);
    at += Math.max(bytes, 0);
  }
}
