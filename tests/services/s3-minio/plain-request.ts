import { createHash, createHmac } from 'node:crypto';
import { type ClientRequest, type IncomingHttpHeaders, type IncomingMessage, request } from 'node:http';
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

/** Begins a request without any client's help: the path goes out as it is given, and the body is the caller's. */
export function openPlain(
  { url }: S3Endpoints,
  { method = 'GET', path = '/', headers = {} }: PlainRequest,
): ClientRequest {
  const { hostname, port } = new URL(url);
  return request({ hostname, port, method, path, headers: { ...headers }, agent: false });
}

/** Sends a request without any client's help. */
export function sendPlain(endpoints: S3Endpoints, asked: PlainRequest): Promise<PlainAnswer> {
  return new Promise((resolve, reject) => {
    const sent = openPlain(endpoints, asked);
    sent.on('response', (answer) => readPlain(answer).then(resolve, reject));
    sent.on('error', reject);
    sent.end(asked.body);
  });
}

async function readPlain(answer: IncomingMessage): Promise<PlainAnswer> {
  const chunks: Buffer[] = [];
  for await (const chunk of answer) chunks.push(chunk as Buffer);
  return {
    status: answer.statusCode ?? 0,
    headers: answer.headers,
    body: Buffer.concat(chunks).toString(),
  };
}

/** The code of an error document; undefined for anything else. */
export function codeOf(body: string): string | undefined {
  return /<Code>(\w+)<\/Code>/.exec(body)?.[1];
}

/** Sends a request with a signature of Version 4. */
export function sendSigned(endpoints: S3Endpoints, asked: PlainRequest): Promise<PlainAnswer> {
  return sendPlain(endpoints, { ...asked, headers: signPlain(endpoints, asked).headers });
}

/** Sends a request with a signature of Version 2, which is made over the path to the letter, however odd that is. */
export function sendSignedV2(endpoints: S3Endpoints, asked: PlainRequest): Promise<PlainAnswer> {
  const headers = { ...asked.headers, 'x-amz-date': new Date().toUTCString() };
  const signature = signatureV2(endpoints, { ...asked, headers }, '');
  const authorization = `AWS ${endpoints.accessKeyId}:${signature}`;
  return sendPlain(endpoints, { ...asked, headers: { ...headers, authorization } });
}

/** A URL that is good until a time in seconds, or until whatever else is written there, after Signature Version 2. */
export function presignV2(endpoints: S3Endpoints, asked: PlainRequest, expires: string): string {
  const query = new URLSearchParams({
    AWSAccessKeyId: endpoints.accessKeyId,
    Expires: expires,
    Signature: signatureV2(endpoints, asked, expires),
  });
  const { path = '/' } = asked;
  return `${endpoints.url}${path}${path.includes('?') ? '&' : '?'}${query}`;
}

/** The parameters that Version 2 signs, as far as the tests send them. */
const SIGNED_V2 = new Set([
  'delete',
  'partNumber',
  'tagging',
  'uploadId',
  'uploads',
  'versionId',
  'versions',
]);

function signatureV2(
  { secretAccessKey }: S3Endpoints,
  { method = 'GET', path = '/', headers = {} }: PlainRequest,
  date: string,
): string {
  const [target = '', query = ''] = path.split('?');
  const parameters = query
    .split('&')
    .filter((pair) => SIGNED_V2.has(pair.split('=')[0] ?? ''))
    .map((pair) => decodeURIComponent(pair.replace(/=$/, '')))
    .sort();
  const resource = target + (parameters.length > 0 ? `?${parameters.join('&')}` : '');
  const amz = Object.entries(headers)
    .filter(([name]) => name.startsWith('x-amz-'))
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .map(([name, value]) => `${name}:${value.trim()}\n`)
    .join('');
  const text = [
    method,
    headers['content-md5'] ?? '',
    headers['content-type'] ?? '',
    date,
    amz + resource,
  ].join('\n');
  return createHmac('sha1', secretAccessKey).update(text).digest('base64');
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

/** A path and query with a signature of Version 4 in it. A parameter that is undefined is left out. */
export function presignPlain(
  endpoints: S3Endpoints,
  { method = 'GET', path = '/' }: PlainRequest,
  given: Readonly<Record<string, string | undefined>> = {},
  time = Date.now(),
): string {
  const { amzDate, key, scope } = signPlain(endpoints, {}, undefined, time);
  const parameters: Record<string, string | undefined> = {
    'X-Amz-Algorithm': 'AWS4-HMAC-SHA256',
    'X-Amz-Credential': `${endpoints.accessKeyId}/${scope}`,
    'X-Amz-Date': amzDate,
    'X-Amz-Expires': '100',
    'X-Amz-SignedHeaders': 'host',
    ...given,
  };
  const query = Object.entries(parameters)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `${name}=${encodeURIComponent(value ?? '')}`)
    .join('&');
  const canonical = [
    method,
    path,
    query,
    `host:${new URL(endpoints.url).host}`,
    '',
    'host',
    'UNSIGNED-PAYLOAD',
  ];
  const text = ['AWS4-HMAC-SHA256', parameters['X-Amz-Date'], scope, sha256(canonical.join('\n'))].join('\n');
  return `${path}?${query}&X-Amz-Signature=${hmac(key, text).toString('hex')}`;
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
