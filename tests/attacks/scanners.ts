import { collect } from '../../core/collect.ts';
import { hostPattern } from '../../core/host-pattern.ts';
import { maskSecrets, maskSecretsInText } from '../../core/mask-secrets.ts';
import { canonicalRequest } from '../../core/signature-v4/canonical-request.ts';
import { withoutHopByHop, wrongConnectionOption } from '../../services/gateway/hop-by-hop.ts';
import { parseAuthority } from '../../services/gateway/parse-authority.ts';
import { parseAbsoluteTarget } from '../../services/gateway/request-target.ts';
import { selectList } from '../../services/gateway/snowflake/select-list.ts';
import { parseStatement } from '../../services/gateway/snowflake/statement.ts';
import { tokensOf } from '../../services/gateway/snowflake/tokens.ts';
import { parseTexts } from '../../services/redshift/message.ts';
import { beginsWithUnload } from '../../services/redshift/relay/begins-with-unload.ts';
import { MessageGate } from '../../services/redshift/relay/message-gate.ts';
import { endOfBlank } from '../../services/redshift/unload/blank.ts';
import { hasOutermostLimit } from '../../services/redshift/unload/outermost-limit.ts';
import { parseUnload } from '../../services/redshift/unload/parse-unload.ts';
import { parseXml } from '../../services/s3-minio/parse-xml.ts';
import { decodeAwsChunked } from '../../services/s3-minio/payload/aws-chunked.ts';
import { parsePartHeader } from '../../services/s3-minio/payload/part-header.ts';
import { readForm } from '../../services/s3-minio/payload/read-form.ts';
import { parseWireRequest } from '../../services/s3-minio/wire-request.ts';

/** What a scanner refuses it must refuse as cheaply as it reads. */
function tried(read: () => unknown): unknown {
  try {
    return read();
  } catch (error) {
    return error;
  }
}

async function drained(chunks: AsyncIterable<unknown>): Promise<void> {
  for await (const _ of chunks);
}

/** In pieces of so many bytes. */
async function* pieces(text: string, size: number): AsyncGenerator<Buffer> {
  const bytes = Buffer.from(text, 'latin1');
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

const FACTS = { user: 'reader', database: 'shop', schema: 'public' };
const snowflake = (sql: string) => tried(() => parseStatement(sql, FACTS));
const chunked = (body: string, size = 65_536) =>
  drained(decodeAwsChunked(pieces(body, size), undefined, [], new Map())).catch(() => undefined);
const form = (body: string, size = 65_536) =>
  readForm('multipart/form-data; boundary=b', pieces(body, size), 60_000)
    .then(({ file }) => drained(file))
    .catch(() => undefined);
const FILE = '--b\r\nContent-Disposition: form-data; name="file"\r\n\r\n';
const xml = (text: string) => tried(() => parseXml(text, 'Delete'));
const wire = (url: string, headers: Record<string, string> = {}) =>
  tried(() =>
    parseWireRequest({ method: 'GET', url, headers: { host: 'h', ...headers }, rawHeaders: [] } as never),
  );
const absolute = (url: string) => tried(() => parseAbsoluteTarget({ method: 'GET', url } as never));
const stars = hostPattern('*a*b*c*d.example.com');
const gate = async (bytes: Buffer, size: number): Promise<void> => {
  const through = new MessageGate({
    begins: () => 'look',
    looks: (_type, body, length) => (body.length < length ? 'look' : 'pass'),
    takes: () => undefined,
  });
  through.resume();
  for (let at = 0; at < bytes.length; at += size) through.write(bytes.subarray(at, at + size));
  await new Promise((resolve) => through.end(resolve));
};
const message = (length: number): Buffer => {
  const head = Buffer.from('Q0000');
  head.writeInt32BE(length + 4, 1);
  return Buffer.concat([head, Buffer.alloc(length, 'a')]);
};

const KIB = 1024;
/** A scanner that meets a client's text, a kind of input, the shorter of two lengths, and what reads so many characters of it. */
type Scanner = readonly [scanner: string, input: string, shortest: number, read: (length: number) => unknown];
/** A text of about so many characters. */
const fill = (piece: string, length: number): string => piece.repeat(Math.ceil(length / piece.length));

/** Every scanner that is written by hand and not as an expression. One line a scanner and a kind of input. */
export const SCANNERS: readonly Scanner[] = [
  ...(
    [
      [' ', 'blanks'],
      ['\n', 'lines'],
      ['/**/', 'comments'],
      ['--\n', 'line comments'],
      ['a.', 'names with dots'],
      ['"a"', 'names in quotes'],
      ["''", 'quotes'],
      ['a,', 'a list'],
      ['(', 'parentheses'],
      ['::number(', 'casts'],
      ['cast(1 as number ', 'casts that do not end'],
      ['current_user ( ', 'functions'],
      ['information_schema.', 'views'],
      [';', 'semicolons'],
      ['$', 'dollars'],
      ['1', 'digits'],
    ] as const
  ).map(
    ([piece, input]): Scanner => [
      'parseStatement',
      input,
      16 * KIB,
      (n) => snowflake(`select ${fill(piece, n)}`),
    ],
  ),
  ['parseStatement', 'blanks before a semicolon', 16 * KIB, (n) => snowflake(`select 1${fill(' ', n)};`)],
  ['parseStatement', 'a literal that does not end', 16 * KIB, (n) => snowflake(`select '${fill("''", n)}`)],
  ['parseStatement', 'backslashes', 16 * KIB, (n) => snowflake(`select '${fill('\\\\', n)}'`)],
  ['parseStatement', 'NUL', 16 * KIB, (n) => snowflake(`select 1${fill('\0', n)}`)],
  ['parseStatement', 'sizes', 16 * KIB, (n) => snowflake(`select 1::number(${fill('1,', n)}`)],
  ['parseStatement', 'ALTER SESSION', 16 * KIB, (n) => snowflake(`alter session set ${fill('a = 1 ', n)}`)],
  ['selectList', 'columns', 8 * KIB, (n) => selectList(tokensOf(`select ${fill('a,', n)}b from t`))],
  ['decodeAwsChunked', 'chunks of a byte', 8 * KIB, (n) => chunked(`${fill('1\r\na\r\n', n)}0\r\n\r\n`)],
  ['decodeAwsChunked', 'a byte at a time', 2 * KIB, (n) => chunked(`${fill('1\r\na\r\n', n)}0\r\n\r\n`, 1)],
  [
    'decodeAwsChunked',
    'one chunk',
    256 * KIB,
    (n) => chunked(`${n.toString(16)}\r\n${fill('a', n)}\r\n0\r\n\r\n`),
  ],
  ['readForm', 'a file', 64 * KIB, (n) => form(`${FILE}${fill('a', n)}\r\n--b--\r\n`)],
  [
    'readForm',
    'what is nearly a boundary',
    16 * KIB,
    (n) => form(`${FILE}${fill('\r\n--', n)}\r\n--b--\r\n`),
  ],
  [
    'readForm',
    'a file, a byte at a time',
    2 * KIB,
    (n) => form(`${FILE}${fill('\r\n-', n)}\r\n--b--\r\n`, 1),
  ],
  ['collect', 'a byte at a time', 4 * KIB, (n) => collect(pieces(fill('a', n), 1), 2 * n, () => new Error())],
  [
    'parsePartHeader',
    'parameters',
    KIB,
    (n) => parsePartHeader(`Content-Disposition: form-data${fill('; a="b"', n)}`),
  ],
  ['parsePartHeader', 'lines', KIB, (n) => parsePartHeader(fill('X: y\r\n', n))],
  [
    'parsePartHeader',
    'escapes',
    KIB,
    (n) => parsePartHeader(`Content-Disposition: form-data; name="${fill('\\"', n)}`),
  ],
  ['parseXml', 'elements', 16 * KIB, (n) => xml(`<Delete>${fill('<a/>', n)}</Delete>`)],
  ['parseXml', 'text', 64 * KIB, (n) => xml(`<Delete>${fill('a', n)}</Delete>`)],
  ['parseXml', 'references', 16 * KIB, (n) => xml(`<Delete>${fill('&amp;', n)}</Delete>`)],
  ['parseXml', 'sections of CDATA', 16 * KIB, (n) => xml(`<Delete>${fill('<![CDATA[a]]>', n)}</Delete>`)],
  ['parseXml', 'comments', 16 * KIB, (n) => xml(`<Delete>${fill('<!--a-->', n)}</Delete>`)],
  ['parseXml', 'one attribute', 64 * KIB, (n) => xml(`<Delete a="${fill('a', n)}"/>`)],
  [
    'parseXml',
    'attributes',
    8 * KIB,
    (n) => xml(`<Delete ${Array.from({ length: n / 8 }, (_, index) => `a${index}="b"`).join(' ')}/>`),
  ],
  ['parseXml', 'a comment that does not end', 16 * KIB, (n) => xml(`<Delete><!--${fill('--', n)}`)],
  ['parseWireRequest', 'parameters', 2 * KIB, (n) => wire(`/b?${fill('a=b&', n)}`)],
  ['parseWireRequest', 'signs in percent', 2 * KIB, (n) => wire(`/b/${fill('%41', n)}`)],
  ['parseWireRequest', 'slashes', 2 * KIB, (n) => wire(fill('/', n))],
  ['parseWireRequest', 'a long host', 2 * KIB, (n) => wire('/b', { host: fill('a.', n) })],
  ['parseAbsoluteTarget', 'a long host', 2 * KIB, (n) => absolute(`http://${fill('a.', n)}/`)],
  ['parseAbsoluteTarget', 'signs of user info', 2 * KIB, (n) => absolute(`http://${fill('@', n)}/`)],
  ['parseAbsoluteTarget', 'a long path', 2 * KIB, (n) => absolute(`http://a/${fill('/?', n)}`)],
  ['parseAbsoluteTarget', 'a scheme', 2 * KIB, (n) => absolute(`${fill('a+', n)}:`)],
  ['parseAuthority', 'hyphens', 2 * KIB, (n) => parseAuthority(`a${fill('-', n)}`)],
  ['parseAuthority', 'colons', 2 * KIB, (n) => parseAuthority(`[${fill(':', n)}]:1`)],
  ['hostPattern', 'stars', 2 * KIB, (n) => stars.matches(fill('abc', n))],
  ['withoutHopByHop', 'options', 2 * KIB, (n) => withoutHopByHop(['Connection', fill('a,', n)])],
  ['wrongConnectionOption', 'options', 2 * KIB, (n) => wrongConnectionOption(['Connection', fill(' , ', n)])],
  [
    'withoutHopByHop',
    'fields',
    2 * KIB,
    (n) => withoutHopByHop(Array.from({ length: n }, (_, index) => (index % 2 ? 'a' : 'Connection'))),
  ],
  ['maskSecrets', 'parameters', 2 * KIB, (n) => maskSecrets(`/?${fill('token=a&', n)}`)],
  ['maskSecrets', 'a URL in a URL in a URL', 2 * KIB, (n) => maskSecrets(`/?${fill('token=%3F', n)}`)],
  ['maskSecrets', 'semicolons', 2 * KIB, (n) => maskSecrets(`/token${fill(';', n)}`)],
  ['maskSecretsInText', 'words', 2 * KIB, (n) => maskSecretsInText(fill('password ', n))],
  [
    'canonicalRequest',
    'parameters',
    2 * KIB,
    (n) =>
      canonicalRequest(
        {
          method: 'GET',
          rawPath: '/',
          query: Array.from({ length: n / 4 }, (_, index) => [`p${index % 97}`, 'v'] as const),
          headers: {},
        },
        [],
        '',
      ),
  ],
  ['endOfBlank', 'nested comments', 16 * KIB, (n) => endOfBlank(fill('/*', n), 0)],
  ['endOfBlank', 'line comments', 16 * KIB, (n) => endOfBlank(fill('--\n', n), 0)],
  ['endOfBlank', 'blanks', 16 * KIB, (n) => endOfBlank(fill(' \t', n), 0)],
  ['beginsWithUnload', 'blanks', 16 * KIB, (n) => beginsWithUnload(Buffer.from(fill(' ', n)))],
  ['hasOutermostLimit', 'parentheses', 16 * KIB, (n) => hasOutermostLimit(`select ${fill('(', n)}`)],
  ['hasOutermostLimit', 'names in quotes', 16 * KIB, (n) => hasOutermostLimit(`select ${fill('"a"', n)}`)],
  ['hasOutermostLimit', 'dollars', 16 * KIB, (n) => hasOutermostLimit(`select ${fill('$a$b$a$', n)}`)],
  ['hasOutermostLimit', 'numbers', 16 * KIB, (n) => hasOutermostLimit(`select ${fill('1.', n)}`)],
  [
    'parseUnload',
    'quotes',
    16 * KIB,
    (n) => tried(() => parseUnload(`unload ('select ${fill("''", n)}') to 's3://a/b'`)),
  ],
  [
    'parseUnload',
    'backslashes',
    16 * KIB,
    (n) => tried(() => parseUnload(`unload ('select ${fill('\\\\', n)}')`)),
  ],
  [
    'parseUnload',
    'options',
    16 * KIB,
    (n) => tried(() => parseUnload(`unload ('select 1') to 's3://a/b' ${fill('header ', n)}`)),
  ],
  [
    'parseUnload',
    'parentheses',
    16 * KIB,
    (n) => tried(() => parseUnload(`unload ('${fill('(', n)}') to 's3://a/b'`)),
  ],
  ['parseTexts', 'texts', 16 * KIB, (n) => parseTexts(Buffer.from(fill('a\0', n)))],
  ['MessageGate', 'messages', 8 * KIB, (n) => gate(Buffer.concat(Array(n / 8).fill(message(3))), 65_536)],
  ['MessageGate', 'a message, a byte at a time', KIB, (n) => gate(message(n), 1)],
  [
    'MessageGate',
    'messages, a byte at a time',
    KIB,
    (n) => gate(Buffer.concat(Array(n / 8).fill(message(3))), 1),
  ],
];
