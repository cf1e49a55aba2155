import type { Noted } from './noted.ts';
import type { Parameter, Shape } from './shape.ts';

/** What is known of an API before it is a declared source: its lists, each as it was described or seen. */
export interface Outline {
  /** What it was read from, for the first line. */
  readonly from: string;
  readonly hosts: Noted<readonly string[]>;
  /** The public page of the API. */
  readonly documentation?: string;
  readonly auth: Noted<AuthWays>;
  readonly lists: readonly ListOutline[];
  /** What could not be declared, each with the reason. */
  readonly leftOut: readonly string[];
}

/** As a file of a source has them. */
export type AuthWays = 'none' | readonly Readonly<Record<string, unknown>>[];

/** A list of an API. */
export interface ListOutline {
  /** With parts in braces: `/v1/customers/{customer_id}/orders`. */
  readonly path: string;
  readonly parameters: readonly Parameter[];
  /** The body of an answer. */
  readonly answer: Shape;
  /** The headers of an answer, in small letters. */
  readonly headers: readonly string[];
  /** Whether single rows are answered for below the path; undefined where that is not known. */
  readonly hasOne?: boolean;
  /** How many rows a page had; undefined where no answer was seen. */
  readonly pageRows?: number;
}
