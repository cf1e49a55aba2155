import type { ServerFacts } from './server-facts.ts';

/**
 * Puts what belongs to one server into the text of a request: `{apiKey}`, or `{row 120}` for the update
 * time of its row 120 (counted from 0, oldest first) and `{after 120}` for one second later.
 *
 * @throws Error for a word in braces that is not in the list below
 */
export function fillIn(text: string, facts: ServerFacts): string {
  return text.replaceAll(/\{(\w+)(?: (\d+))?\}/g, (_, word: string, rank: string | undefined) => {
    const value = VALUES[word];
    if (!value) throw new Error(`the request holds {${word}}, which stands for nothing`);
    return value(facts, Number(rank));
  });
}

const VALUES: Readonly<Record<string, (facts: ServerFacts, rank: number) => string>> = {
  row: ({ updateTimes }, rank) => updateTimes[rank] as string,
  after: ({ updateTimes }, rank) => secondLater(updateTimes[rank] as string),
  rowCursor: ({ updateTimes }, rank) => base64(updateTimes[rank] as string),
  basic: ({ credentials }) => base64(`${credentials.httpBasic.username}:${credentials.httpBasic.password}`),
  basicSwapped: ({ credentials }) =>
    base64(`${credentials.httpBasic.password}:${credentials.httpBasic.username}`),
  bearer: ({ credentials }) => credentials.bearerToken,
  apiKey: ({ credentials }) => credentials.apiKey,
  username: ({ credentials }) => credentials.session.username,
  password: ({ credentials }) => credentials.session.password,
  token: ({ token }) => token,
  forgedToken: ({ credentials }) => base64(`${credentials.session.username}:guess:9999999999`),
  expiredToken: ({ credentials }) => base64(`${credentials.session.username}:guess:1`),
};

function base64(text: string): string {
  return Buffer.from(text).toString('base64');
}

function secondLater(time: string): string {
  return `${new Date(Date.parse(time) + 1000).toISOString().slice(0, -5)}Z`;
}
