import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openAuthority } from '../../../authority/open-authority.ts';
import { parseFault } from '../../../core/faults/parse-fault.ts';
import { type HttpListener, listen } from '../../../core/http-listener.ts';
import { waitUntil } from '../../../core/wait-until.ts';
import { type HttpOutcome, outcomeOf } from '../../support/http-outcome.ts';
import { temporaryDirectory } from '../../support/temporary-directory.ts';
import { CSV_TEXT, JSON_TEXT, planOf, ROWS, serviceWith } from './faulty-service.ts';

const plan = planOf();
const listeners: HttpListener[] = [];
let ca = '';
beforeAll(async () => {
  await using folder = await temporaryDirectory();
  const authority = await openAuthority(folder.path);
  ca = authority.caCertificate;
  const tls = authority.issue(['127.0.0.1']);
  for (const more of [{}, { tls }])
    listeners.push(await listen('test', serviceWith(plan), { host: '127.0.0.1', port: 0, ...more }));
});
afterAll(async () => {
  await Promise.all(listeners.map((listener) => listener.close()));
});

async function ask(scheme: string, path: string, effects: unknown, method = 'GET'): Promise<HttpOutcome> {
  plan.clear();
  plan.add(parseFault({ on: { path }, do: effects, times: 'always' }, 'plan[0]'));
  const { url } = listeners[scheme === 'http' ? 0 : 1] as HttpListener;
  return outcomeOf(url + path, { ca, method });
}

/** Rows of the CSV that are whole. */
function wholeRows(text: string): number {
  return text.split('x\n').length - 1;
}

describe.each(['http', 'https'])('over %s', (scheme) => {
  it.each<[string, string, unknown, Partial<Record<keyof HttpOutcome, unknown>>]>([
    [
      'a status',
      '/json',
      { status: 503 },
      { status: 503, isComplete: true, body: Buffer.from('{"error":"planned"}') },
    ],
    [
      'a status with a body',
      '/json',
      { status: 400, body: { error: 'invalid_grant' } },
      { status: 400, isComplete: true, body: Buffer.from('{"error":"invalid_grant"}') },
    ],
    ['a body', '/json', { body: 'none' }, { status: 200, body: Buffer.from('none') }],
    [
      'a header on the answer',
      '/head-first',
      { headers: { 'X-Odd': 'yes' } },
      {
        status: 200,
        isComplete: true,
        headers: expect.objectContaining({ 'x-odd': 'yes', 'content-type': 'text/csv' }),
        body: Buffer.from(CSV_TEXT),
      },
    ],
    [
      'a header on an error',
      '/json',
      { status: 429, headers: { 'Retry-After': 2 } },
      { status: 429, headers: expect.objectContaining({ 'retry-after': '2' }) },
    ],
    [
      'HTML',
      '/json',
      'html',
      {
        status: 200,
        headers: expect.objectContaining({ 'content-type': 'text/html; charset=utf-8' }),
        body: expect.any(Buffer),
      },
    ],
    ['HTML with a status', '/json', { html: true, status: 502 }, { status: 502 }],
    [
      'latency',
      '/json',
      { latency: '20ms' },
      { status: 200, isComplete: true, body: Buffer.from(JSON_TEXT) },
    ],
    ['reset', '/json', 'reset', { status: undefined, error: 'ECONNRESET' }],
    [
      'cut after bytes',
      '/json',
      { cut: '100 bytes' },
      {
        status: 200,
        isComplete: false,
        error: 'ECONNRESET',
        body: Buffer.from(JSON_TEXT).subarray(0, 100),
        headers: expect.objectContaining({ 'content-length': String(Buffer.byteLength(JSON_TEXT)) }),
      },
    ],
    [
      'cut before the first byte',
      '/json',
      { cut: 0 },
      { status: 200, isComplete: false, body: Buffer.alloc(0) },
    ],
    [
      'cut at the half',
      '/head-first',
      { cut: 'half' },
      {
        status: 200,
        isComplete: false,
        body: Buffer.from(CSV_TEXT).subarray(0, Math.floor(Buffer.byteLength(CSV_TEXT) / 2)),
      },
    ],
    [
      'cut in chunks',
      '/stream',
      { cut: 'half' },
      {
        status: 200,
        isComplete: false,
        body: Buffer.from(CSV_TEXT).subarray(0, Math.floor(Buffer.byteLength(CSV_TEXT) / 2)),
        headers: expect.objectContaining({ 'transfer-encoding': 'chunked' }),
      },
    ],
    [
      'cut with reset',
      '/json',
      { cut: 100, reset: true },
      { status: 200, isComplete: false, error: 'ECONNRESET', body: Buffer.from(JSON_TEXT).subarray(0, 100) },
    ],
    [
      'cut without a length',
      '/stream',
      { cut: 'row', length: 'none' },
      {
        status: 200,
        isComplete: true,
        error: undefined,
        headers: expect.objectContaining({ connection: 'close' }),
      },
    ],
    [
      'a body longer than its length',
      '/json',
      { length: 'wrong' },
      {
        status: 200,
        isComplete: false,
        body: Buffer.from(JSON_TEXT),
        headers: expect.objectContaining({ 'content-length': String(Buffer.byteLength(JSON_TEXT) + 1) }),
      },
    ],
    [
      'no length',
      '/json',
      { length: 'none' },
      { status: 200, isComplete: true, body: Buffer.from(JSON_TEXT) },
    ],
    ['slow', '/json', { slow: '1 MB/s' }, { status: 200, isComplete: true, body: Buffer.from(JSON_TEXT) }],
    [
      'slow in chunks',
      '/stream',
      { slow: 20_000 },
      { status: 200, isComplete: true, body: Buffer.from(CSV_TEXT) },
    ],
    ['an error, cut', '/error', { cut: 5 }, { status: 404, isComplete: false, body: Buffer.from('{"err') }],
  ])('%s', async (_what, path, effects, expected) => {
    const outcome = await ask(scheme, path, effects);
    expect(outcome).toMatchObject(expected);
  });

  it.each(['/head-first', '/stream'])(
    'a cut at a row of %s keeps whole rows, those within quotes too',
    async (path) => {
      const { body, isComplete } = await ask(scheme, path, { cut: 'row' });
      const text = body.toString();
      expect([isComplete, text.endsWith('x\n'), CSV_TEXT.startsWith(text)]).toEqual([false, true, true]);
      expect(wholeRows(text)).toBeGreaterThan(10);
      expect(wholeRows(text)).toBeLessThan(ROWS.length / 2 + 1);
    },
  );

  it('a cut at a row of JSON is after a whole object', async () => {
    const { body } = await ask(scheme, '/json', { cut: 'row' });
    const rows = JSON.parse(`${body.toString()}]}`).data;
    expect(rows).toEqual(ROWS.slice(0, rows.length));
    expect(rows.length).toBeGreaterThan(10);
  });

  it.each([
    ['compressed for it', '/json', {}, JSON_TEXT],
    ['compressed before', '/gzip', {}, CSV_TEXT],
    ['in chunks', '/stream', {}, CSV_TEXT],
    ['cut inside', '/head-first', { cut: 'row' }, undefined],
  ])('gzip without its trailer, %s', async (_what, path, more, text) => {
    const { body, isComplete, headers } = await ask(scheme, path, { gzip: 'broken', ...more });
    expect([isComplete, headers['content-encoding']]).toEqual([true, 'gzip']);
    expect(() => gunzipSync(body)).toThrow('unexpected end of file');
    const inside = gunzipSync(body, { finishFlush: 2 }).toString();
    if (text === undefined)
      expect([CSV_TEXT.startsWith(inside), inside.endsWith('x\n')]).toEqual([true, true]);
    else expect(inside).toBe(text);
  });

  it('no body is cut where there is none', async () => {
    const { status, isComplete, error } = await ask(scheme, '/json', { cut: 'half' }, 'HEAD');
    expect([status, isComplete, error]).toEqual([200, true, undefined]);
  });

  it('an endless body is held back only so far', async () => {
    const { body, isComplete } = await ask(scheme, '/endless', { cut: 'half' });
    expect([isComplete, body.length]).toEqual([false, 8 * 1_048_576]);
  });

  it('a hanging connection says nothing, until its client leaves', async () => {
    const { url } = listeners[scheme === 'http' ? 0 : 1] as HttpListener;
    plan.clear();
    plan.add(parseFault({ on: { path: '/json' }, do: 'hang' }, 'plan[0]'));
    const aborted = new AbortController();
    let answered = false;
    const hanging = outcomeOf(`${url}/json`, { ca, signal: aborted.signal }).then((outcome) => {
      answered = true;
      return outcome;
    });
    await waitUntil('the fault', () => plan.list()[0]?.fired === 1);
    expect((await outcomeOf(`${url}/json`, { ca })).status).toBe(200);
    expect(answered).toBe(false);
    aborted.abort();
    expect((await hanging).status).toBeUndefined();
  });
});
