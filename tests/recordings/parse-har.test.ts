import { describe, expect, it } from '@jest/globals';
import { parseHar } from '../../recordings/read/parse-har.ts';
import { entry, har } from './har.ts';

const URL = 'https://api.example.com/v1/people?page=2';
const base64 = (text: string): string => Buffer.from(text).toString('base64');

/** What one of Chrome's entries has besides: names with `_`, sizes of -1, HTTP/2, no bodies for some. */
const CHROME = {
  _initiator: { type: 'script' },
  _priority: 'High',
  _resourceType: 'fetch',
  cache: {},
  connection: '443',
  pageref: 'page_1',
  request: {
    method: 'get',
    url: `${URL}#there`,
    httpVersion: 'http/2.0',
    headers: [
      { name: ':authority', value: 'api.example.com' },
      { name: 'accept', value: '*/*' },
    ],
    queryString: [{ name: 'page', value: '2' }],
    cookies: [],
    headersSize: -1,
    bodySize: 0,
  },
  response: {
    status: 200,
    statusText: '',
    httpVersion: 'http/2.0',
    headers: [
      { name: 'content-encoding', value: 'br' },
      { name: 'set-cookie', value: 'a=1; Path=/\nb=2' },
    ],
    cookies: [],
    content: { size: 9, mimeType: 'application/json', compression: -2, text: '{"id": 1}' },
    redirectURL: '',
    headersSize: -1,
    bodySize: -1,
    _transferSize: 300,
  },
  serverIPAddress: '192.0.2.1',
  startedDateTime: '2026-05-01T12:00:00.000Z',
  time: 12.5,
  timings: {
    blocked: 1,
    dns: -1,
    ssl: -1,
    connect: -1,
    send: 0.1,
    wait: 10,
    receive: 1,
    _blocked_queueing: 0.5,
  },
};

describe('a HAR file', () => {
  it('of Chrome is read: pseudo fields left out, fields in one apart', () => {
    const [read] = parseHar(har(CHROME), 'chrome.har');
    expect(read).toMatchObject({
      file: 'chrome.har',
      entry: 1,
      startedAt: Date.UTC(2026, 4, 1, 12),
      request: { method: 'GET', url: URL, fields: [{ name: 'accept', value: '*/*' }] },
      response: {
        status: 200,
        reason: '',
        fields: [
          { name: 'content-encoding', value: 'br' },
          { name: 'set-cookie', value: 'a=***; Path=/' },
          { name: 'set-cookie', value: 'b=***' },
        ],
      },
    });
    expect(String(read?.response.body)).toBe('{"id": 1}');
  });

  it.each<[what: string, request: object, body: string]>([
    ['text', { postData: { mimeType: 'application/json', text: '{"a":1}' } }, '{"a":1}'],
    [
      'the parameters of a form',
      {
        postData: { mimeType: 'application/x-www-form-urlencoded', params: [{ name: 'a b', value: '1&2' }] },
      },
      'a+b=1%262',
    ],
    [
      'text and parameters',
      {
        postData: {
          mimeType: 'application/x-www-form-urlencoded',
          text: 'a=1',
          params: [{ name: 'a', value: '1' }],
        },
      },
      'a=1',
    ],
    [
      'parameters, and a text that is empty',
      {
        postData: {
          mimeType: 'application/x-www-form-urlencoded',
          text: '',
          params: [{ name: 'a', value: '1' }],
        },
      },
      'a=1',
    ],
    ['base64', { postData: { mimeType: 'x', text: base64('bytes'), _encoding: 'base64' } }, 'bytes'],
    [
      'base64 as mitmproxy names it',
      { postData: { mimeType: 'x', text: base64('bytes'), encoding: 'base64' } },
      'bytes',
    ],
    ['no body', {}, ''],
    ['an empty form', { postData: { mimeType: '', params: [], text: '' } }, ''],
  ])('has requests with %s', (_, request, body) => {
    const [read] = parseHar(har(entry(URL, '{}', { method: 'POST', request })), 'a.har');
    expect(String(read?.request.body)).toBe(body);
  });

  it.each<[what: string, response: object, body: string | undefined]>([
    ['text', { content: { text: 'é', mimeType: 'text/plain' } }, 'é'],
    ['base64', { content: { text: base64('bytes'), encoding: 'base64' } }, 'bytes'],
    ['no content', { content: undefined }, ''],
    ['content without text, of size -1', { content: { size: -1, mimeType: 'x-unknown' } }, ''],
    ['content without text, of size 0', { content: { size: 0 } }, ''],
    ['content that was not saved', { content: { size: 12 } }, undefined],
  ])('has answers with %s', (_, response, body) => {
    const [read] = parseHar(har(entry(URL, '', { response })), 'a.har');
    expect(read?.response.body?.toString()).toBe(body);
  });

  it.each<[what: string, skipped: object]>([
    ['a cancelled request', entry(URL, '', { response: { status: 0 } })],
    ['a WebSocket', entry('wss://api.example.com/', '', { response: { status: 101 } })],
    ['an image in a URL', entry('data:image/png;base64,AA', '')],
    ['a switch of protocols', entry(URL, '', { response: { status: 101 } })],
  ])('may have %s, which is passed over', (_, skipped) => {
    expect(parseHar(har(skipped, entry(URL, '{}')), 'a.har').map((each) => each.entry)).toEqual([2]);
  });

  it('may begin with a byte order mark', () => {
    expect(parseHar(`\uFEFF${har(entry(URL, '{}'))}`, 'a.har')).toHaveLength(1);
  });

  const GOOD = entry(URL, '{}');
  it.each<[what: string, text: string, message: RegExp]>([
    ['no JSON', '<html>', /^a\.har is not a HAR file: it is not JSON: /],
    ['no log', '{}', /^a\.har is not a HAR file: it has no list 'log\.entries'/],
    ['no entries', '{"log": {"entries": 1}}', /has no list 'log\.entries'/],
    ['an empty list', har(), /^a\.har has no answer over HTTP in its 0 entries/],
    ['nothing of HTTP', har(entry('data:,', '')), /in its 1 entries/],
    ['an entry that is none', har(GOOD, 7), /^a\.har: entry 2 cannot be read: it must be an object/],
    ['no request', har(GOOD, {}), /entry 2 .*'request' is missing/],
    ['no URL', har({ request: { method: 'GET' } }), /entry 1 .*'request\.url' is missing/],
    [
      'a URL without a host',
      har(entry('/v1/people', '')),
      /'request\.url' is "\/v1\/people", and must be an absolute URL/,
    ],
    ['a URL that is none', har(entry('https://', '')), /'request\.url' is "https:\/\/"/],
    ['no method', har({ ...GOOD, request: { url: URL } }), /'request\.method' is missing/],
    ['no response', har({ request: GOOD.request }), /'response' is missing/],
    ['no status', har({ request: GOOD.request, response: {} }), /'response\.status' is missing/],
    [
      'a status in letters',
      har(entry(URL, '', { response: { status: '200' } })),
      /'response\.status' is "200"/,
    ],
    ['a status of HTTP/0', har(entry(URL, '', { response: { status: 700 } })), /'response\.status' is 700/],
    [
      'fields that are no list',
      har(entry(URL, '', { response: { headers: {} } })),
      /'response\.headers' must be a list/,
    ],
    [
      'a field without a name',
      har(entry(URL, '', { request: { headers: [{ value: '1' }] } })),
      /'request\.headers' has \{"value":"1"\}/,
    ],
    [
      'a field that cannot be sent',
      har(entry(URL, '', { response: { headers: [{ name: 'a b', value: '1' }] } })),
      /does not allow: "a b"/,
    ],
    [
      'another encoding',
      har(entry(URL, '', { response: { content: { text: 'x', encoding: 'hex' } } })),
      /encoding of a body is "hex"/,
    ],
    [
      'a form with files without its text',
      har(
        entry(URL, '', {
          method: 'POST',
          request: { postData: { mimeType: 'multipart/form-data; boundary=x', params: [{ name: 'file' }] } },
        }),
      ),
      /form with files without 'text'/,
    ],
  ])('with %s is refused with its name, the entry and what is missing', (_, text, message) => {
    expect(() => parseHar(text, 'a.har')).toThrow(
      expect.objectContaining({ code: 'ERR_BAD_OPTION', message: expect.stringMatching(message) }),
    );
  });
});
