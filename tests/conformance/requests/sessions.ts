import { type ConformanceCase, request } from '../conformance-case.ts';

const base64 = (text: string): string => Buffer.from(text).toString('base64');

const RIGHT = '{"username": "{username}", "password": "{password}"}';

const BODIES: Readonly<Record<string, string>> = {
  right: RIGHT,
  'right and more': '{"username": "{username}", "password": "{password}", "remember": true}',
  'the last of two counts': '{"username": "x", "username": "{username}", "password": "{password}"}',
  'wrong password': '{"username": "{username}", "password": "guess"}',
  'wrong user name': '{"username": "someone", "password": "{password}"}',
  'password with a space': '{"username": "{username}", "password": "{password} "}',
  'no password': '{"username": "{username}"}',
  'no user name': '{"password": "{password}"}',
  'empty object': '{}',
  'empty texts': '{"username": "", "password": ""}',
  'empty password': '{"username": "{username}", "password": ""}',
  numbers: '{"username": 1, "password": 2}',
  zeros: '{"username": 0, "password": 0}',
  nulls: '{"username": null, "password": null}',
  truths: '{"username": true, "password": true}',
  falsehoods: '{"username": false, "password": false}',
  'lists in it': '{"username": ["{username}"], "password": ["{password}"]}',
  'objects in it': '{"username": {"a": 1}, "password": {"a": 1}}',
  'empty list in it': '{"username": [], "password": []}',
  'empty object in it': '{"username": {}, "password": {}}',
  'other letters': '{"Username": "{username}", "Password": "{password}"}',
  'a list': '[]',
  'a text': '"{username}"',
  'a number': '1',
  null: 'null',
  'not JSON': 'username={username}',
  'half of it': '{"username": ',
  'nothing at all': '',
};

const TOKENS: Readonly<Record<string, string>> = {
  'with prefix': 'Token {token}',
  'without prefix': '{token}',
  'prefix in lower case': 'token {token}',
  'another prefix': 'Bearer {token}',
  'two spaces': 'Token  {token}',
  'prefix alone': 'Token',
  'empty header': '',
  garbage: 'Token garbage',
  'not base64': 'Token %%%%',
  'not UTF-8': `Token ${Buffer.from([255, 254, 253]).toString('base64')}`,
  'one part': `Token ${base64('one')}`,
  'two parts': `Token ${base64('one:two')}`,
  'four parts': `Token ${base64('one:two:9999999999:four')}`,
  'no number': `Token ${base64('one:two:never')}`,
  'empty parts': `Token ${base64('::')}`,
  'somebody else': `Token ${base64('one:two:9999999999')}`,
  'somebody else, expired': `Token ${base64('one:two:1')}`,
  'somebody else, before 1970': `Token ${base64('one:two:-1')}`,
  'somebody else, far in the future': `Token ${base64('one:two:99999999999999999999')}`,
  'number with spaces': `Token ${base64('one:two: 9999999999 ')}`,
  forged: 'Token {forgedToken}',
  expired: 'Token {expiredToken}',
};

const LOGIN = 'POST /auth/session_token/login';
const JSON_TYPE = { 'Content-Type': 'application/json' };

/** Logging in, and what a session token is good for. */
export const sessions: readonly ConformanceCase[] = [
  ...Object.entries(BODIES).map(([note, body]) => request(LOGIN, { note, body, headers: JSON_TYPE })),
  ...[
    'application/json; charset=utf-8',
    'application/vnd.api+json',
    'APPLICATION/JSON',
    'text/plain',
    'text/json',
    'application/x-www-form-urlencoded',
    'application/jsonp',
  ].map((type) =>
    request(LOGIN, { note: `sent as ${type}`, body: RIGHT, headers: { 'Content-Type': type } }),
  ),
  request(LOGIN, { note: 'no media type', body: RIGHT }),
  request(LOGIN, { note: 'no body and no media type' }),
  request(`${LOGIN}?username=x`, { note: 'right', body: RIGHT, headers: JSON_TYPE }),
  request('GET /auth/session_token/data', { note: 'no header' }),
  ...Object.entries(TOKENS).map(([note, header]) =>
    request('GET /auth/session_token/data', { note, headers: { Authorization: header } }),
  ),
  request('HEAD /auth/session_token/data', { note: 'right', headers: { Authorization: 'Token {token}' } }),
];
