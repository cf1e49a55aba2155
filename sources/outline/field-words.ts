import type { Value } from '../../fixtures/table.ts';

/** What a field of a source says behind its name (sources/read/fields.ts). */
export type FieldWords =
  | { readonly is: 'kind'; readonly words: string }
  | { readonly is: 'choices'; readonly values: readonly Value[] }
  | { readonly is: 'constant'; readonly value: string | number | boolean | null }
  | { readonly is: 'object'; readonly fields: readonly Field[] }
  | { readonly is: 'list'; readonly item: FieldWords };

export interface Field {
  readonly name: string;
  readonly words: FieldWords;
  readonly note?: string;
}

export function kind(words: string): FieldWords {
  return { is: 'kind', words };
}
