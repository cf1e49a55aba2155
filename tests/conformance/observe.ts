import type { Observation } from './observation.ts';
import { observeCsv } from './observe-csv.ts';
import { observeRows } from './observe-rows.ts';
import type { WireAnswer } from './send.ts';
import type { ServerFacts } from './server-facts.ts';

/** Observes the answer to the request that `line` describes. */
export function observe(answer: WireAnswer, line: string, facts: ServerFacts): Observation {
  return { status: String(answer.status), ...observeHeaders(answer), ...observeBody(answer, line, facts) };
}

function observeHeaders({ headers }: WireAnswer): Observation {
  const limits = ['x-ratelimit-limit', 'x-ratelimit-remaining'].map((name) => headers[name] ?? 'none');
  const seconds = ['x-ratelimit-reset', 'retry-after'].map((name) => upToTens(headers[name]));
  return {
    media_type: mediaTypeOf(headers['content-type']),
    allow: (headers.allow ?? 'none').split(/, */).sort().join(', '),
    www_authenticate: headers['www-authenticate'] ? 'given' : 'none',
    content_disposition: headers['content-disposition'] ?? 'none',
    rate_limit: [...limits, ...seconds].join(' '),
    location: headers.location ? 'given' : 'none',
  };
}

/** A few seconds may pass between two requests; the limits of the suite refill one token in ten. */
function upToTens(seconds: string | string[] | undefined): string {
  return seconds === undefined ? 'none' : String(Math.ceil(Number(seconds) / 10) * 10);
}

function mediaTypeOf(contentType: string | undefined): string {
  return contentType?.split(';')[0] ?? 'none';
}

function observeBody(answer: WireAnswer, line: string, facts: ServerFacts): Observation {
  if (answer.text === '') return { body: 'empty' };
  switch (mediaTypeOf(answer.headers['content-type'])) {
    case 'application/json':
      return observeJson(JSON.parse(answer.text) as Record<string, unknown>, line, facts);
    case 'text/csv':
      return observeCsv(answer.text, facts);
    default:
      return { body: 'text', error: sentenceOf(answer.text) };
  }
}

function observeJson(body: Record<string, unknown>, line: string, facts: ServerFacts): Observation {
  const observed: Record<string, string> = { body: 'JSON', fields: Object.keys(body).join(', ') };
  for (const [field, value] of Object.entries(body)) {
    if (field === 'data') Object.assign(observed, observeRows(value, line, facts));
    else observed[field] = observeField(field, value, line, facts);
  }
  return observed;
}

function observeField(field: string, value: unknown, line: string, facts: ServerFacts): string {
  if (typeof value !== 'string') return JSON.stringify(value);
  switch (field) {
    case 'error':
      return sortNames(value);
    case 'token':
      return decode(value).includes(facts.credentials.session.password)
        ? 'shows the password'
        : 'shows no password';
    case 'scroll_param':
      return placeOf(decode(value), facts);
    case 'next_page_url':
      return ownWordsOut(value, line, facts);
    default:
      return 'text';
  }
}

/** The original joins a set, whose order is by chance. */
function sortNames(error: string): string {
  const [, start, names] = /^(Unexpected query parameters: )(.*)$/s.exec(error) ?? [];
  return start && names !== undefined ? `${start}${names.split(', ').sort().join(', ')}` : error;
}

function decode(base64: string): string {
  return Buffer.from(base64, 'base64').toString('utf8');
}

function placeOf(time: string, { updateTimes }: ServerFacts): string {
  return `row ${updateTimes.indexOf(time)}`;
}

/** Writes a server's address and the time of its row as what they stand for. */
function ownWordsOut(url: string, line: string, facts: ServerFacts): string {
  const since = /updated_since=(\{\w+ \d+\})/.exec(line)?.[1];
  const ownAddress = url.replace(facts.url, '{url}');
  return since ? ownAddress.replace(/(updated_since=)[\dTZ:-]+/, `$1${since}`) : ownAddress;
}

/** The sentence in a page of HTML. */
function sentenceOf(html: string): string {
  const sentence = /<p>(.*?)<\/p>/s.exec(html)?.[1] ?? html;
  return sentence.replaceAll('&#39;', "'").replaceAll('&amp;', '&').replaceAll(/\s+/g, ' ');
}
