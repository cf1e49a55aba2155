/** The parts of the two lines that a person's address is made of. */
export interface PostalAddress {
  readonly number: number;
  readonly street: string;
  readonly city: string;
  /** Two letters, as in `CA`. */
  readonly state: string;
  readonly postcode: number;
}

/** @throws RangeError when the text is not of the dataset's making */
export function parsePostalAddress(text: string): PostalAddress {
  const match = /^(\d+) (.+)\n(.+), (\w\w) (\d+)$/.exec(text);
  if (!match) throw new RangeError(`'${text}' is not an address of two lines`);
  const [, number = '', street = '', city = '', state = '', postcode = ''] = match;
  return { number: Number(number), street, city, state, postcode: Number(postcode) };
}
