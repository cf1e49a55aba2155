import { gzipSync } from 'node:zlib';
import { describe, expect, it } from '@jest/globals';
import { FaultPlan } from '../../../../core/faults/fault-plan.ts';
import { parseFaults } from '../../../../core/faults/parse-fault.ts';
import { waitUntil } from '../../../../core/wait-until.ts';
import { parseHar } from '../../../../recordings/read/parse-har.ts';
import { Recording } from '../../../../recordings/recording.ts';
import { entry, har } from '../../../recordings/har.ts';
import { startGateway } from '../start-gateway.ts';
import { BYTES, startRealHost } from './real-host.ts';

const HOST = 'https://api.example.com';
const replays = (...entries: readonly unknown[]) => parseHar(har(...entries), 'a.har');
const json = (body: unknown) => JSON.stringify(body);

describe('a host that is answered from a recording', () => {
  it('answers what was recorded when the real host is gone', async () => {
    const recording = await recordAll([
      '/v1/people',
      '/v1/people?page=2',
      '/count',
      '/count',
      '/packed/br',
      '/bytes',
      '/nowhere',
    ]);
    await using gateway = await startGateway({ replays: parseHar(recording.toHar(), 'a.har') });
    const { client } = gateway;
    expect((await client.ask(`${HOST}/v1/people`)).json()).toMatchObject({
      rows: [{ id: 1 }],
      next: `${HOST}/v1/people?page=2`,
    });
    expect((await client.ask(`${HOST}/v1/people?page=2`)).json()).toMatchObject({ rows: [{ id: 2 }] });
    const counts = [];
    for (let times = 0; times < 3; times += 1) counts.push((await client.ask(`${HOST}/count`)).text);
    expect(counts).toEqual([json({ asked: 3 }), json({ asked: 4 }), json({ asked: 4 })]);
    const packed = await client.ask(`${HOST}/packed/br`);
    expect([packed.text, packed.headers['content-encoding'], packed.headers['content-length']]).toEqual([
      'unpacked é',
      undefined,
      '11',
    ]);
    expect((await client.ask(`${HOST}/bytes`)).headers['content-length']).toBe(String(BYTES.length));
    expect(await client.ask(`${HOST}/nowhere`)).toMatchObject({ status: 404, reason: 'Not Found' });
    expect((await client.ask('http://api.example.com/v1/people')).status).toBe(200);
  });

  it('begins again after a reset', async () => {
    await using gateway = await startGateway({
      replays: replays(entry(`${HOST}/job`, '"queued"'), entry(`${HOST}/job`, '"done"')),
    });
    const ask = async (): Promise<string> => (await gateway.client.ask(`${HOST}/job`)).text;
    expect([await ask(), await ask(), await ask()]).toEqual(['"queued"', '"done"', '"done"']);
    await gateway.reset();
    expect(await ask()).toBe('"queued"');
  });

  it('says which recorded request is the nearest, and what differs', async () => {
    const entries = [
      entry(`${HOST}/v1/people?since=1&page=1`, '[]'),
      entry(`${HOST}/v1/people?since=1&page=2`, '[]'),
    ];
    await using gateway = await startGateway({ replays: replays(...entries) });
    const answer = await gateway.client.ask(`${HOST}/v1/people?since=7&page=2&api_key=the-key`);
    expect(answer).toMatchObject({
      status: 502,
      reason: 'Not in the Recording',
      headers: { 'x-error-code': 'not_recorded' },
    });
    expect(answer.json()).toEqual({
      error:
        `GET ${HOST}/v1/people?since=7&page=2&api_key=*** is not in the recording. The nearest is entry 2 of a.har, ` +
        `GET ${HOST}/v1/people?since=1&page=2: query 'api_key' is '***', and was not there in the recording; ` +
        "query 'since' is '7', recorded was '1'. Record it as well, or let it differ with --replay-ignore api_key,since.",
      nearest: { file: 'a.har', entry: 2, method: 'GET', url: `${HOST}/v1/people?since=1&page=2` },
      differences: [
        { place: "query 'api_key'", asked: '***' },
        { place: "query 'since'", asked: '7', recorded: '1' },
      ],
    });
    expect((await gateway.journal()).at(-1)).toMatchObject({ status: 502, error_code: 'not_recorded' });
  });

  it('answers where a parameter may differ', async () => {
    const options = { replays: replays(entry(`${HOST}/v1/people?since=1`, '[]')), replayIgnore: ['since'] };
    await using gateway = await startGateway(options);
    expect((await gateway.client.ask(`${HOST}/v1/people?since=7`)).status).toBe(200);
  });

  it('unpacks the body of a request before it compares', async () => {
    const request = {
      headers: [{ name: 'Content-Type', value: 'application/json' }],
      postData: { text: '{"a":1}' },
    };
    await using gateway = await startGateway({
      replays: replays(entry(`${HOST}/x`, '"found"', { method: 'POST', request })),
    });
    const headers = { 'Content-Type': 'application/json', 'Content-Encoding': 'gzip' };
    const ask = (body: Buffer) => gateway.client.ask(`${HOST}/x`, { method: 'POST', headers, body });
    expect((await ask(gzipSync('{"a": 1}'))).text).toBe('"found"');
    expect(await ask(Buffer.from('no gzip'))).toMatchObject({
      status: 413,
      headers: { 'x-error-code': 'body_too_large' },
    });
  });

  it('says so where the body of an answer was not saved', async () => {
    await using gateway = await startGateway({
      replays: replays(entry(`${HOST}/x`, '', { response: { content: { size: 9 } } })),
    });
    const answer = await gateway.client.ask(`${HOST}/x`);
    expect(answer).toMatchObject({ status: 502, headers: { 'x-error-code': 'body_not_saved' } });
    expect(answer.json<{ error: string }>().error).toMatch(
      /^Entry 1 of a\.har has an answer whose body was not saved/,
    );
  });

  it.each([204, 304])('answers with %i, which has no body', async (status) => {
    const response = { status, headers: [{ name: 'ETag', value: '"1"' }], content: { size: 0 } };
    await using gateway = await startGateway({ replays: replays(entry(`${HOST}/x`, '', { response })) });
    expect(await gateway.client.ask(`${HOST}/x`)).toMatchObject({
      status,
      text: '',
      headers: { etag: '"1"' },
    });
  });

  it('sends several fields of one name, and text beyond ASCII, as they were', async () => {
    const headers = [
      { name: 'Set-Cookie', value: 'a=1\nb=2' },
      { name: 'X-Name', value: 'é' },
      { name: 'Content-Length', value: '999' },
      { name: 'Transfer-Encoding', value: 'chunked' },
      { name: 'Connection', value: 'close, X-Hop' },
      { name: 'X-Hop', value: '1' },
    ];
    await using gateway = await startGateway({
      replays: replays(entry(`${HOST}/x`, '"é"', { response: { headers } })),
    });
    const answer = await gateway.client.ask(`${HOST}/x`);
    expect(answer.headers['set-cookie']).toEqual(['a=***', 'b=***']);
    expect(Buffer.from(String(answer.headers['x-name']), 'latin1').toString()).toBe('é');
    expect([answer.text, answer.headers['content-length'], answer.headers['x-hop']]).toEqual([
      '"é"',
      '4',
      undefined,
    ]);
  });

  it('answers on the port that was recorded, over TLS', async () => {
    await using gateway = await startGateway({
      replays: replays(entry('https://api.example.com:8443/x', '"there"')),
    });
    expect((await gateway.client.ask('https://api.example.com:8443/x')).text).toBe('"there"');
    await expect(gateway.client.ask('https://api.example.com/x')).rejects.toThrow('502');
    expect(gateway.hosts).toContain('api.example.com:8443');
  });

  it('wins over a stand-in for the same name', async () => {
    await using gateway = await startGateway({
      replays: replays(entry('https://api.sample.test/visits', '"recorded"')),
    });
    expect((await gateway.client.ask('https://api.sample.test/visits')).text).toBe('"recorded"');
    const listed = await fetch(`${gateway.url}/_playground/hosts`);
    expect(((await listed.json()) as { hosts: unknown[] }).hosts).toContainEqual({
      host: 'api.sample.test',
      kind: 'replay',
    });
  });

  it('meets faults as every host does, and is in the journal', async () => {
    const faults = new FaultPlan();
    await using gateway = await startGateway({
      faults,
      replays: replays(entry(`${HOST}/v1/people?page=1`, '[1]'), entry(`${HOST}/v1/people?page=2`, '[2]')),
    });
    faults.add(
      ...parseFaults(
        [{ on: { host: 'api.example.com', path: '/v1/people', query: { page: '2' } }, do: { status: 503 } }],
        'faults',
      ),
    );
    expect((await gateway.client.ask(`${HOST}/v1/people?page=1`)).status).toBe(200);
    expect((await gateway.client.ask(`${HOST}/v1/people?page=2`)).status).toBe(503);
    const requests = (await gateway.journal()).filter(({ operation }) => operation === 'GET');
    expect(requests.map(({ target, route, status }) => ({ target, route, status }))).toEqual([
      { target: `${HOST}/v1/people?page=1`, route: 'api.example.com', status: 200 },
      { target: `${HOST}/v1/people?page=2`, route: 'api.example.com', status: 503 },
    ]);
  });
});

/** What a recording has of these, asked one after the other. */
async function recordAll(paths: readonly string[]): Promise<Recording> {
  await using real = await startRealHost();
  const recording = new Recording([`api.example.com=127.0.0.1:${real.port}`], { name: 'test', version: '1' });
  await using gateway = await startGateway({ recording });
  for (const [index, asked] of paths.entries()) {
    await gateway.client.ask(`${HOST}${asked}`);
    await waitUntil(`${asked} to be kept`, () => recording.size > index);
  }
  return recording;
}
