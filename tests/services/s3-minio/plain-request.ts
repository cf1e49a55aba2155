import { createHash, createHmac } from 'node:crypto';
import { type IncomingHttpHeaders, request } from 'node:http';
import type { S3Endpoints } from '../../../services/s3-minio/endpoints.ts';

export interface PlainAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

export interface PlainRequest {
  readonly method?: string;
  readonly path?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
}

/** A request without any client's help: the path goes out as it is given. */
export function sendPlain(endpoints: S3Endpoints, asked: PlainRequest): Promise<PlainAnswer> {
  const { hostname, port } = new URL(endpoints.url);
  const { method = 'GET', path = '/', headers = {}, body } = asked;
  return new Promise((resolve, reject) => {
    const sent = request(
      { hostname, port, method, path, headers: { ...headers }, agent: false },
      (answer) => {
        const chunks: Buffer[] = [];
        answer.on('data', (chunk: Buffer) => chunks.push(chunk));
        answer.on('end', () =>
          resolve({
            status: answer.statusCode ?? 0,
            headers: answer.headers,
            body: Buffer.concat(chunks).toString(),
          }),
        );
        answer.on('error', reject);
      },
    );
    sent.on('error', reject);
    sent.end(body);
  });
}

export interface Signed {
  readonly headers: Readonly<Record<string, string>>;
  readonly signature: string;
  readonly key: Buffer;
  readonly amzDate: string;
  readonly scope: string;
}

const sha256 = (data: string | Buffer): string => createHash('sha256').update(data).digest('hex');
const hmac = (key: string | Buffer, text: string): Buffer => createHmac('sha256', key).update(text).digest();

/** Signature Version 4 of a path without anything to encode, written down a second time for the tests. */
export function signPlain(
  endpoints: S3Endpoints,
  { method = 'GET', path = '/', headers = {} }: PlainRequest,
  payload = 'UNSIGNED-PAYLOAD',
  time = Date.now(),
): Signed {
  const amzDate = `${new Date(time).toISOString().slice(0, 19).replaceAll(/[-:]/g, '')}Z`;
  const all: Record<string, string> = {
    host: new URL(endpoints.url).host,
    ...headers,
    'x-amz-content-sha256': payload,
    'x-amz-date': amzDate,
  };
  const names = Object.keys(all).sort();
  const canonical = [
    method,
    ...path.split('?'),
    ...(path.includes('?') ? [] : ['']),
    ...names.map((name) => `${name}:${all[name]}`),
    '',
    names.join(';'),
    payload,
  ];
  const scope = `${amzDate.slice(0, 8)}/${endpoints.region}/s3/aws4_request`;
  const key = scope.split('/').reduce<Buffer | string>(hmac, `AWS4${endpoints.secretAccessKey}`) as Buffer;
  const signature = hmac(
    key,
    ['AWS4-HMAC-SHA256', amzDate, scope, sha256(canonical.join('\n'))].join('\n'),
  ).toString('hex');
  const credential = `Credential=${endpoints.accessKeyId}/${scope}`;
  all['authorization'] =
    `AWS4-HMAC-SHA256 ${credential}, SignedHeaders=${names.join(';')}, Signature=${signature}`;
  return { headers: all, signature, key, amzDate, scope };
}

/** A body in signed chunks with a signed trailer, as the Java and C++ SDKs send it. */
export function signChunks(
  { key, amzDate, scope, signature }: Signed,
  chunks: readonly string[],
  trailer: string,
): string {
  let previous = signature;
  const sign = (algorithm: string, ...hashes: string[]): string => {
    previous = hmac(key, [algorithm, amzDate, scope, previous, ...hashes].join('\n')).toString('hex');
    return previous;
  };
  const framed = [...chunks, ''].map((chunk) => {
    const chunkSignature = sign('AWS4-HMAC-SHA256-PAYLOAD', sha256(''), sha256(chunk));
    const header = `${Buffer.byteLength(chunk).toString(16)};chunk-signature=${chunkSignature}\r\n`;
    return chunk === '' ? header : `${header}${chunk}\r\n`;
  });
  if (trailer === '') return `${framed.join('')}\r\n`;
  const trailerSignature = sign('AWS4-HMAC-SHA256-TRAILER', sha256(`${trailer}\n`));
  return `${framed.join('')}${trailer}\r\nx-amz-trailer-signature:${trailerSignature}\r\n\r\n`;
}
