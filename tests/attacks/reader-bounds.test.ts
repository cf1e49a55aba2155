import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openAuthority } from '../../authority/open-authority.ts';
import { Undo } from '../../core/undo.ts';
import { embeddedRedshift } from '../../services/redshift/embedded.ts';
import type { RedshiftEndpoints } from '../../services/redshift/endpoints.ts';
import { presentMessage, presentText } from '../../services/redshift/message.ts';
import { defaultRedshiftOptions } from '../../services/redshift/options.ts';
import { presentStartup } from '../../services/redshift/startup-packet.ts';
import { logIn } from '../services/bastion/ssh-client.ts';
import { type StartedBastion, startBastion } from '../services/bastion/start-bastion.ts';
import { listenTo, openPlain, openTls, TLS_REQUEST } from '../services/redshift/raw-client.ts';
import { type StartedS3, startS3 } from '../services/s3-minio/started-s3.ts';
import { temporaryDirectory } from '../support/temporary-directory.ts';
import { head, heard, rawExchange } from './raw-exchange.ts';

const KIB = 1024;
const MIB = KIB * KIB;
/** Of everything that is made impatient. */
const SHORT_MS = 300;
const undo = new Undo();
let s3: StartedS3;
let bastion: StartedBastion;
let hasty: StartedBastion;
let redshift: RedshiftEndpoints;

beforeAll(async () => {
  s3 = await startS3({ bodyTimes: { idleMs: SHORT_MS, documentMs: 2 * SHORT_MS, lingerMs: SHORT_MS } });
  undo.defer(() => s3.stop());
  bastion = await startBastion();
  undo.defer(async () => bastion[Symbol.asyncDispose]());
  hasty = await startBastion({ limits: { loginGraceMs: SHORT_MS } });
  undo.defer(async () => hasty[Symbol.asyncDispose]());
  const directory = await temporaryDirectory();
  undo.defer(async () => directory[Symbol.asyncDispose]());
  const authority = await openAuthority(directory.path);
  const door = embeddedRedshift({
    port: 0,
    tls: authority.issue(['127.0.0.1']),
    caFile: authority.caCertificatePath,
    // Nobody here gets so far.
    database: { host: '127.0.0.1', port: 1, user: 'u', password: 'p', database: 'playground' },
    limits: { ...defaultRedshiftOptions.limits, loginMs: 1_000 },
  });
  redshift = await door.start();
  undo.defer(() => door.stop());
});

afterAll(async () => {
  expect(await formAnswer(FIELD('key', 'x') + FILE)).toBe('AccessDenied');
  using ssh = await logIn(bastion.endpoints);
  expect(ssh.client).toBeDefined();
  expect(await refusalOver(redshift, startup('awsuser'), password('wrong'))).toMatch(/C28P01/);
  await undo.run();
});

const FIELD = (name: string, body: string): string =>
  `--b\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${body}\r\n`;
const FILE = '--b\r\nContent-Disposition: form-data; name="file"; filename="f"\r\n\r\nx\r\n';

/** The code of the error that a form is answered with. */
async function formAnswer(parts: string, announced?: number): Promise<string> {
  const body = announced === undefined ? `${parts}--b--\r\n` : parts;
  const lines = [
    'Host: 127.0.0.1',
    'Content-Type: multipart/form-data; boundary=b',
    `Content-Length: ${announced ?? Buffer.byteLength(body)}`,
  ];
  const answer = await rawExchange(s3.endpoints.url, [head('POST', '/fixtures', lines), body]);
  return /<Code>(\w+)<\/Code>/.exec(answer)?.[1] ?? answer;
}

describe('core/collect.ts', () => {
  it.each([
    ['a field of 20 KiB', FIELD('x', 'x'.repeat(20 * KIB)), 'AccessDenied'],
    ['a byte more', FIELD('x', 'x'.repeat(20 * KIB + 1)), 'MaxPostPreDataLengthExceededError'],
    ['two fields of 10 KiB', FIELD('x', 'x'.repeat(10 * KIB)).repeat(2), 'AccessDenied'],
    [
      'a byte more in two fields',
      FIELD('x', 'x'.repeat(10 * KIB)) + FIELD('y', 'x'.repeat(10 * KIB + 1)),
      'MaxPostPreDataLengthExceededError',
    ],
    ['200 fields', FIELD('x', '').repeat(200), 'AccessDenied'],
    ['a field more', FIELD('x', '').repeat(201), 'MaxPostPreDataLengthExceededError'],
  ])('%s', async (_what, fields, code) => {
    expect(await formAnswer(fields + FILE)).toBe(code);
  });
});

describe('services/s3-minio/payload/form-source.ts', () => {
  const field = (sizeBytes: number): string => {
    const disposition = '\r\nContent-Disposition: form-data; name="x"\r\nX: ';
    return `--b${disposition}${'x'.repeat(sizeBytes - disposition.length)}\r\n\r\n\r\n`;
  };
  it.each([
    ['a part header of 8 KiB', field(8 * KIB), 'AccessDenied'],
    ['a byte more', field(8 * KIB + 1), 'MalformedPOSTRequest'],
  ])('%s', async (_what, fields, code) => {
    expect(await formAnswer(fields + FILE)).toBe(code);
  });

  it.each([
    ['services/s3-minio/payload/open-body.ts', 'before its first boundary', ''],
    ['services/s3-minio/payload/open-body.ts', 'in a part header', '--b\r\nContent-Dis'],
    ['services/s3-minio/payload/open-body.ts', 'in a field', `${FIELD('x', 'x')}--b\r\nContent-Disposition`],
  ])('%s: a form that stops %s', async (_file, _where, words) => {
    expect(await formAnswer(words, 10_000)).toBe('RequestTimeout');
  });
});

describe('services/bastion/ssh-listener.ts', () => {
  it.each([
    ['nothing', ''],
    ['half of an identification', 'SSH-2.0-si'],
    ['an identification', 'SSH-2.0-silent\r\n'],
    ['half a packet', 'SSH-2.0-silent\r\n\0\0\x01\x00'],
  ])('ends a connection that says %s and then nothing', async (_what, words) => {
    expect(await heard(hasty.endpoints.port, words)).toMatch(/^SSH-2\.0-connector_playground\r\n/);
  });

  it.each([
    ['an identification of 1 MiB', Buffer.from(`SSH-2.0-${'a'.repeat(MIB)}`)],
    ['a packet of 1 MiB', Buffer.concat([Buffer.from('SSH-2.0-a\r\n\0\x10\0\0'), Buffer.alloc(MIB)])],
  ])('takes no %s', async (_what, words) => {
    await heard(bastion.endpoints.port, words);
  });
});

const startup = (user: string): Buffer => presentStartup(new Map([['user', user]]));
const password = (text: string): Buffer => presentMessage('p', presentText(text));

async function refusalOver(endpoints: RedshiftEndpoints, ...words: readonly Buffer[]): Promise<string> {
  const socket = await openTls(endpoints);
  socket.write(Buffer.concat(words));
  return listenTo(socket);
}

describe('services/redshift/read-bytes.ts', () => {
  /** A startup packet of so many bytes. */
  const sized = (bytes: number): Buffer => startup('a'.repeat(bytes - startup('').length));
  it.each<[what: string, words: readonly Buffer[], refusal: RegExp]>([
    ['a startup packet of 10,000 bytes', [sized(10_000), password('x')], /C28P01/],
    ['a byte more', [sized(10_001), password('x')], /C08P01/],
    ['a password of 10,000 bytes', [startup('awsuser'), password('x'.repeat(9_999))], /C28P01/],
    ['a byte more of a password', [startup('awsuser'), password('x'.repeat(10_000))], /C08P01/],
  ])('%s', async (_what, words, refusal) => {
    expect(await refusalOver(redshift, ...words)).toMatch(refusal);
  });

  it.each([
    ['a length', Buffer.from([0, 0, 0])],
    ['a startup packet', startup('awsuser').subarray(0, 12)],
    ['everything but a password', startup('awsuser')],
    ['half a password', Buffer.concat([startup('awsuser'), password('Playground').subarray(0, 7)])],
  ])('a client that sends %s and then nothing is ended', async (_what, words) => {
    expect(await refusalOver(redshift, words)).not.toMatch(/C28P01|C08P01/);
  });
});

describe('services/redshift/end-tls.ts', () => {
  it.each([
    ['nothing', Buffer.alloc(0)],
    ['half a hello', Buffer.from([22, 3, 1, 2, 0, 1])],
  ])('a client that agrees to TLS and sends %s is ended', async (_what, words) => {
    const socket = await openPlain(redshift);
    socket.write(Buffer.concat([TLS_REQUEST, words]));
    expect(await listenTo(socket)).toBe('S');
  });
});
