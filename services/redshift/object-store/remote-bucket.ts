import { systemClock } from '../../../core/clock.ts';
import { encodeRfc3986 } from '../../../core/signature-v4/canonical-request.ts';
import { signRequest } from '../../../core/signature-v4/sign-request.ts';
import { oddAnswer, refusedByStore, storeUnreachable } from './errors.ts';
import type { ObjectStore } from './object-store.ts';
import { parseAnswer } from './parse-answer.ts';
import { type HttpAnswer, sendRequest } from './send-request.ts';

type Query = readonly (readonly [name: string, value: string])[];

interface BucketRequest {
  readonly method: 'GET' | 'PUT' | 'POST' | 'DELETE';
  readonly key?: string;
  readonly query?: Query;
  readonly body?: Uint8Array;
}

/**
 * One bucket, spoken to in the few words of S3 that writing files takes. An SDK would be a hundred times the code for
 * seven requests.
 */
export class RemoteBucket {
  readonly name: string;
  readonly #store: ObjectStore;
  readonly #sessionToken: string | undefined;
  readonly #signals: readonly AbortSignal[];
  readonly #timeoutMs: number;

  /** @param signals end requests that are under way */
  constructor(
    store: ObjectStore,
    name: string,
    sessionToken: string | undefined,
    signals: readonly AbortSignal[],
    timeoutMs = 60_000,
  ) {
    this.name = name;
    this.#store = store;
    this.#sessionToken = sessionToken;
    this.#signals = signals;
    this.#timeoutMs = timeoutMs;
  }

  /** The same bucket for what is to be done after the signals have come, if it can be done soon. */
  get afterwards(): RemoteBucket {
    return new RemoteBucket(this.#store, this.name, this.#sessionToken, [], 5_000);
  }

  /** The first keys that begin so, a thousand at most. @throws SqlError */
  async keys(prefix: string, most = 1000): Promise<string[]> {
    const query: Query = [
      ['list-type', '2'],
      ['max-keys', String(most)],
      ['prefix', prefix],
    ];
    const { body } = await this.send({ method: 'GET', query });
    const { ListBucketResult: list } = parseAnswer(body);
    const keys = list === '' ? [] : (list?.Contents ?? []).map(({ Key: key }: { Key?: string }) => key);
    if (list === undefined || !keys.every((key: unknown) => typeof key === 'string'))
      throw this.oddAnswer('a list of objects');
    return keys;
  }

  /** The error for an answer that was not expected. */
  oddAnswer(expected: string): Error {
    return oddAnswer(this.#store.url, expected);
  }

  async put(key: string, body: Uint8Array): Promise<void> {
    await this.send({ method: 'PUT', key, body });
  }

  async remove(key: string): Promise<void> {
    await this.send({ method: 'DELETE', key });
  }

  /** @throws SqlError for an answer that is none of success, and for none at all */
  async send({ method, key, query = [], body }: BucketRequest): Promise<HttpAnswer> {
    const url = new URL(this.#store.url);
    const rawPath = `/${[this.name, ...(key ?? '').split('/')].map(encodeRfc3986).join('/')}`;
    const headers = {
      host: url.host,
      ...(this.#sessionToken !== undefined && { 'x-amz-security-token': this.#sessionToken }),
    };
    const signed = signRequest(
      { method, rawPath, query, headers, ...(body && { body }) },
      this.#store,
      systemClock(),
    );
    const text = query.map((pair) => pair.map(encodeRfc3986).join('=')).join('&');
    const path = text === '' ? rawPath : `${rawPath}?${text}`;
    const signal = AbortSignal.any([...this.#signals, AbortSignal.timeout(this.#timeoutMs)]);
    const answer = await sendRequest(url, { method, path, headers: signed, body }, signal).catch(
      (error: Error) => {
        throw storeUnreachable(this.#store.url, error.message);
      },
    );
    const error = errorIn(answer);
    if (error) throw refusedByStore(error, `${method} s3://${this.name}/${key ?? ''}`);
    return answer;
  }
}

/** CompleteMultipartUpload may answer 200 and an error. */
function errorIn({ status, headers, body }: HttpAnswer) {
  const { Error: error } = parseAnswer(body);
  if (status >= 200 && status < 300 && error === undefined) return undefined;
  return {
    status,
    code: String(error?.Code ?? 'UnknownError'),
    message: String(error?.Message ?? 'No message.'),
    requestId: String(error?.RequestId ?? headers['x-amz-request-id'] ?? ''),
    hostId: String(error?.HostId ?? headers['x-amz-id-2'] ?? ''),
  };
}
