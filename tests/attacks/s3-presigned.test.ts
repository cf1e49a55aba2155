import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type PlainAnswer, presignPlain, presignV2, sendPlain } from '../services/s3-minio/plain-request.ts';
import { type AttackedS3, DIGITS, outcomeOf, startAttackedS3 } from './s3-under-attack.ts';

/** The clock of the service stands still, so that a URL expires to the second. */
const NOW = Math.floor(Date.now() / 1000) * 1000;
const DAY = 24 * 3600;
const OK = `200 ${DIGITS}`;
const PATH = '/kept/digits';
let s3: AttackedS3;

beforeAll(async () => {
  s3 = await startAttackedS3({ clock: () => NOW });
});
afterAll(() => s3.stop());

/** Asks with a URL that was made so many seconds from now. */
function get(given: Readonly<Record<string, string | undefined>>, seconds = 0): Promise<PlainAnswer> {
  const path = presignPlain(s3.endpoints, { path: PATH }, given, NOW + seconds * 1000);
  return sendPlain(s3.endpoints, { path });
}

describe('the time of a presigned URL of Version 4', () => {
  const MALFORMED = '400 AuthorizationQueryParametersError';
  afterAll(() => s3.expectKept());

  it.each([
    ['a second', '1', OK],
    ['a week', '604800', OK],
    ['a week and a second', '604801', MALFORMED],
    ['a century', '3153600000', MALFORMED],
    ['less than nothing', '-1', MALFORMED],
    ['nothing written', '', MALFORMED],
    ['nothing at all', undefined, MALFORMED],
    ['a word', 'abc', MALFORMED],
    ['infinity', 'Infinity', MALFORMED],
    ['a fraction', '1.5', MALFORMED],
    ['an exponent', '1e2', MALFORMED],
    ['a number in hex', '0x64', MALFORMED],
    ['a sign', '+100', MALFORMED],
    ['a blank', ' 100', MALFORMED],
    ['other digits', '\u0661\u0660\u0660', MALFORMED],
    ['a number of 400 digits', '9'.repeat(400), MALFORMED],
    ['a list', '100,604800', MALFORMED],
  ])('may be %s: X-Amz-Expires', async (_, expires, outcome) => {
    expect(outcomeOf(await get({ 'X-Amz-Expires': expires }))).toBe(outcome);
  });

  it.each([
    ['as long ago as it is good', -100, '100', undefined],
    ['a second longer ago', -101, '100', 'Request has expired.'],
    ['a second ago, good for none', -1, '0', 'Request has expired.'],
    ['a week and a second ago', -7 * DAY - 1, '604800', 'Request has expired.'],
    ['years ago', -3650 * DAY, '604800', 'Request has expired.'],
    ['in 15 minutes', 15 * 60, '100', undefined],
    ['in 15 minutes and a second', 15 * 60 + 1, '100', 'Request is not yet valid.'],
    ['in years', 3650 * DAY, '100', 'Request is not yet valid.'],
  ])('began %s', async (_, seconds, expires, message) => {
    const answer = await get({ 'X-Amz-Expires': expires }, seconds);
    if (message === undefined) expect(outcomeOf(answer)).toBe(OK);
    else
      expect([answer.status, answer.body]).toEqual([
        403,
        expect.stringContaining(`<Message>${message}</Message>`),
      ]);
  });

  it.each([
    ['no date', undefined],
    ['an empty date', ''],
    ['a date of HTTP', new Date(NOW).toUTCString()],
    ['a date in ISO 8601 with dashes', new Date(NOW).toISOString()],
    ['a day that is none', `${new Date(NOW).toISOString().slice(0, 10).replaceAll('-', '')}T240000Z`],
    ['another day than its credential', '20200101T000000Z'],
  ])('is refused with %s', async (_, date) => {
    expect(outcomeOf(await get({ 'X-Amz-Date': date }))).toBe(MALFORMED);
  });
});

describe('the time of a presigned URL of Version 2', () => {
  const seconds = NOW / 1000;
  afterAll(() => s3.expectKept());

  it.each([
    ['a second from now', String(seconds + 1), undefined],
    ['now', String(seconds), undefined],
    ['a second ago', String(seconds - 1), 'Request has expired.'],
    ['1970', '0', 'Request has expired.'],
    ['far from now', '99999999999', undefined],
    ['beyond all numbers', '9'.repeat(400), 'seconds since 1970'],
    ['less than nothing', '-1', 'seconds since 1970'],
    ['nothing written', '', 'seconds since 1970'],
    ['a word', 'never', 'seconds since 1970'],
    ['a date', new Date(NOW + 100_000).toUTCString(), 'seconds since 1970'],
    ['an exponent', '1e11', 'seconds since 1970'],
    ['a number in hex', '0xffffffffff', 'seconds since 1970'],
    ['a fraction', `${seconds + 100}.5`, 'seconds since 1970'],
    ['a blank', ` ${seconds + 100}`, 'seconds since 1970'],
  ])('ends %s', async (_, expires, message) => {
    const answer = await fetch(presignV2(s3.endpoints, { path: PATH }, expires));
    const body = await answer.text();
    if (message === undefined) expect([answer.status, body]).toEqual([200, DIGITS]);
    else expect([answer.status, body]).toEqual([403, expect.stringContaining(message)]);
  });

  it.each([
    [
      'more time',
      (url: string) => url.replace(/Expires=\d+/, `Expires=${seconds + 9999}`),
      'SignatureDoesNotMatch',
    ],
    ['another key', (url: string) => url.replace('digits', 'empty'), 'SignatureDoesNotMatch'],
    ['another bucket', (url: string) => url.replace('kept', 'other'), 'SignatureDoesNotMatch'],
    ['another parameter', (url: string) => `${url}&versionId=null`, 'SignatureDoesNotMatch'],
    ['an override', (url: string) => `${url}&response-content-type=text/html`, 'SignatureDoesNotMatch'],
    ['another owner', (url: string) => url.replace('PLAYGROUND', 'ANOTHER'), 'InvalidAccessKeyId'],
    ['no owner', (url: string) => url.replace(/AWSAccessKeyId=\w+&/, ''), 'AccessDenied'],
    ['no end', (url: string) => url.replace(/Expires=\d+&/, ''), 'AccessDenied'],
    ['no signature', (url: string) => url.replace(/Signature=[^&]+/, ''), 'AccessDenied'],
    [
      'its signature in small letters',
      (url: string) => url.toLowerCase().replace('signature', 'Signature'),
      'AccessDenied',
    ],
  ])('cannot be had with %s', async (_, change, code) => {
    const url = presignV2(s3.endpoints, { path: PATH }, String(seconds + 100));
    expect(await (await fetch(change(url))).text()).toContain(`<Code>${code}</Code>`);
  });
});
