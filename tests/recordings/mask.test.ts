import { describe, expect, it } from '@jest/globals';
import type { Exchange } from '../../recordings/exchange.ts';
import { maskExchange } from '../../recordings/mask/mask-exchange.ts';

const JWT = 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2ln';

function masked(url: string, sent: [type: string, body: string], given: [type: string, body: string]) {
  const field = (value: string) => [{ name: 'Content-Type', value }];
  const exchange: Exchange = {
    startedAt: 0,
    timings: { send: 0, wait: 0, receive: 0 },
    request: { method: 'POST', url, fields: field(sent[0]), body: Buffer.from(sent[1]) },
    response: { status: 200, reason: 'OK', fields: field(given[0]), body: Buffer.from(given[1]) },
  };
  const { request, response } = maskExchange(exchange);
  return { url: request.url, sent: String(request.body), given: String(response.body) };
}

const JSON_TYPE = 'application/json';
const FORM = 'application/x-www-form-urlencoded';

describe('what is kept of an exchange', () => {
  it.each([
    ['https://u:p@h.test/', 'https://***@h.test/'],
    ['https://h.test/?api_key=1&page=2', 'https://h.test/?api_key=***&page=2'],
    ['https://h.test/?X-Amz-Signature=ab&page_token=cd', 'https://h.test/?X-Amz-Signature=***&page_token=cd'],
    [`https://h.test/${JWT}/x`, 'https://h.test/***/x'],
  ])('of the address %s is %s', (url, shown) => {
    expect(masked(url, ['', ''], ['', '']).url).toBe(shown);
  });

  it.each([
    [FORM, 'client_id=a&client_secret=b&grant_type=c', 'client_id=a&client_secret=***&grant_type=c'],
    [JSON_TYPE, '{"user": "a", "password" : "b\\"c", "n": 1}', '{"user": "a", "password" : "***", "n": 1}'],
    [JSON_TYPE, '{"password": 1234}', '{"password": "***"}'],
    [JSON_TYPE, '{"password": "b', '{"password": "***'],
    [JSON_TYPE, '{"a": "', '{"a": "'],
    [JSON_TYPE, '["password", 12, {"password": -1.5e3}]', '["password", 12, {"password": "***"}]'],
    [JSON_TYPE, '{"type": "password", "name": "a"}', '{"type": "password", "name": "a"}'],
    ['', '{"api_key": "b"}', '{"api_key": "***"}'],
    [
      'text/xml',
      '<login><password>b</password><name>a</name></login>',
      '<login><password>***</password><name>a</name></login>',
    ],
    [
      'multipart/form-data; boundary=x',
      '--x\r\nContent-Disposition: form-data; name="token"\r\n\r\nsecret\r\n--x--',
      '--x\r\nContent-Disposition: form-data; name="token"\r\n\r\n***\r\n--x--',
    ],
  ])('of a body of %s, %s, is %s', (type, body, shown) => {
    expect(masked('https://h.test/', [type, body], ['', '']).sent).toBe(shown);
  });

  it.each([
    [
      JSON_TYPE,
      '{"access_token":"a","refresh_token":"b","expires_in":60}',
      '{"access_token":"***","refresh_token":"***","expires_in":60}',
    ],
    [
      JSON_TYPE,
      '{"next_page_token": "n", "code": "DE", "key": "P-1", "sid": "C1"}',
      '{"next_page_token": "n", "code": "DE", "key": "P-1", "sid": "C1"}',
    ],
    [
      JSON_TYPE,
      '{"id": 12345678901234567890, "token": 7, "token_type": "x"}',
      '{"id": 12345678901234567890, "token": 7, "token_type": "x"}',
    ],
    [
      JSON_TYPE,
      `{"any": "${JWT}", "next": "https:\\/\\/h.test\\/?api_key=1&page=2"}`,
      '{"any": "***", "next": "https://h.test/?api_key=***&page=2"}',
    ],
    [
      JSON_TYPE,
      '["a", ":", "access_token", {"access_token": "b"}]',
      '["a", ":", "access_token", {"access_token": "***"}]',
    ],
    [
      'application/x-ndjson',
      '{"access_token": "a"}\n{"access_token": "b"}\n',
      '{"access_token": "***"}\n{"access_token": "***"}\n',
    ],
    [FORM, 'access_token=a&token_type=b', 'access_token=***&token_type=b'],
    ['text/xml', '<s:access_token x="1">a</s:access_token>', '<s:access_token x="1">***</s:access_token>'],
    ['text/csv', `id,name\n1,${JWT}\n`, 'id,name\n1,***\n'],
  ])('of an answer of %s, %s, is %s', (type, body, shown) => {
    expect(masked('https://h.test/', ['', ''], [type, body]).given).toBe(shown);
  });

  it.each([
    ['Authorization', 'Bearer a', '***'],
    ['Proxy-Authorization', 'Basic a', '***'],
    ['Cookie', 'a=b', '***'],
    ['X-Api-Key', 'a', '***'],
    ['X-Auth-Token', 'a', '***'],
    ['Set-Cookie', 'sid=a; Path=/; HttpOnly', 'sid=***; Path=/; HttpOnly'],
    ['Location', 'https://h.test/?access_token=a', 'https://h.test/?access_token=***'],
    [
      'Link',
      '<https://h.test/?page=2&api_key=a>; rel="next"',
      '<https://h.test/?page=2&api_key=***>; rel="next"',
    ],
    ['Content-Type', 'application/json', 'application/json'],
  ])('of the field %s: %s is %s', (name, value, shown) => {
    const exchange = {
      startedAt: 0,
      timings: { send: 0, wait: 0, receive: 0 },
      request: { method: 'GET', url: 'https://h.test/', fields: [{ name, value }], body: Buffer.alloc(0) },
      response: { status: 200, reason: '', fields: [{ name, value }], body: Buffer.alloc(0) },
    };
    const { request, response } = maskExchange(exchange);
    for (const { fields } of [request, response]) expect(fields[0]?.value).toBe(shown);
  });

  it('leaves bytes that are no text alone', () => {
    const bytes = Buffer.from([0xff, 0xfe, 0, 1]);
    const exchange = {
      startedAt: 0,
      timings: { send: 0, wait: 0, receive: 0 },
      request: { method: 'GET', url: 'https://h.test/', fields: [], body: bytes },
      response: { status: 200, reason: '', fields: [], body: bytes },
    };
    expect(maskExchange(exchange).response.body).toEqual(bytes);
  });
});
