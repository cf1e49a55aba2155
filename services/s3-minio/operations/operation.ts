import type { Payload } from '../payload/payload.ts';
import type { Store } from '../store/store.ts';

/** A request that is authenticated and addressed: all that an operation may know. */
export interface Call {
  readonly method: string;
  /** Empty at the level of the service. */
  readonly bucket: string;
  /** Empty at the level of a bucket. */
  readonly key: string;
  /** The first value of each parameter. */
  readonly query: ReadonlyMap<string, string>;
  /** By lower-case name; a presigned URL's `x-amz-` parameters count as headers. */
  readonly headers: Readonly<Record<string, string>>;
  readonly payload: Payload;
  readonly store: Store;
  /** When the request arrived, ms since 1970. */
  readonly now: number;
  /** How old a listing is, in ms; 0: it shows what there is. */
  readonly stale: number;
  /** The base of the service as the client addressed it, for `Location`. */
  readonly baseUrl: string;
}

export interface Answer {
  /** 200 unless given. */
  readonly status?: number;
  /** Headers that are undefined are left out. */
  readonly headers?: Readonly<Record<string, string | undefined>>;
  /** Text is XML. Bytes need a Content-Length among the headers. */
  readonly body?: string | AsyncIterable<Buffer>;
  /** Called once, when the answer has been sent or the client has gone. */
  readonly release?: () => void;
}

export type Operation = (call: Call) => Answer | Promise<Answer>;

/** The one owner of everything here. */
export const OWNER = {
  id: 'c0ffee00c0ffee00c0ffee00c0ffee00c0ffee00c0ffee00c0ffee00c0ffee00',
  name: 'playground',
};
