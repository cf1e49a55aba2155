import type { Value } from '../../fixtures/table.ts';

/** What values of an API look like, as far as a document or recorded answers tell. */
export type Shape = ObjectShape | ListShape | LeafShape;

interface Optional {
  /** Whether it is null at times. */
  readonly isNullable: boolean;
}

export interface ObjectShape extends Optional {
  readonly is: 'object';
  readonly members: readonly Member[];
}

export interface Member {
  readonly name: string;
  readonly shape: Shape;
  /** Whether it is always there. */
  readonly isRequired: boolean;
}

export interface ListShape extends Optional {
  readonly is: 'list';
  readonly item: Shape;
}

export interface LeafShape extends Optional {
  readonly is: 'leaf';
  /** `any`: nothing is known of it. */
  readonly type: 'text' | 'whole' | 'number' | 'boolean' | 'any';
  /** As JSON Schema calls it: `date-time`, `uuid`. */
  readonly format?: string;
  /** The only values that there are. */
  readonly choices?: readonly Value[];
  /** Some values that there are. */
  readonly examples: readonly Value[];
  readonly least?: number;
  readonly most?: number;
  readonly longest?: number;
  /** What texts look like, as a regular expression. */
  readonly pattern?: string;
}

/** A parameter of a list, or the header of an answer. */
export interface Parameter {
  readonly name: string;
  readonly leaf: LeafShape;
  /** What it is when it is not given. */
  readonly byDefault?: Value;
}

export const ANY: LeafShape = { is: 'leaf', type: 'any', isNullable: false, examples: [] };
