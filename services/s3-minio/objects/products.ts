export interface Product {
  readonly id: number;
  readonly name: string;
  readonly category: string;
  readonly priceCents: number;
}

const NAMES: ReadonlyArray<readonly [name: string, category: string]> = [
  ['Oak desk', 'Furniture'],
  ['Reading lamp', 'Lighting'],
  ['Steel shelf', 'Furniture'],
  ['Wall clock', 'Decoration'],
  ['Filing box', 'Storage'],
  ['Fountain pen', 'Stationery'],
  ['Wool rug', 'Decoration'],
  ['Step ladder', 'Tools'],
  ['Label printer', 'Devices'],
  ['Paper cutter', 'Tools'],
];

/** The product at a position from 0 on: a name that comes back, in ever new sizes. */
export function productAt(index: number): Product {
  const [name, category] = NAMES[index % NAMES.length] as readonly [string, string];
  const size = 1 + Math.floor(index / NAMES.length);
  return { id: index + 1, name: `${name} ${size}`, category, priceCents: 950 + 1375 * (index % 37) };
}
