/** What goes into the file of a source, and what its line says behind `#`. */
export interface Noted<Value> {
  readonly value: Value;
  readonly note?: string;
}

export function guessed<Value>(value: Value, from: string): Noted<Value> {
  return { value, note: `guessed from ${from}` };
}
