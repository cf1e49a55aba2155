/** A HAR file, with only what an entry must have. */
export function har(...entries: readonly unknown[]): string {
  return JSON.stringify({ log: { version: '1.2', creator: { name: 'test', version: '1' }, entries } });
}

interface Written {
  readonly method?: string;
  readonly request?: object;
  readonly response?: object;
  readonly startedDateTime?: string;
}

/** An entry whose answer is its own text. */
export function entry(
  url: string,
  text: string,
  { method = 'GET', request, response, startedDateTime }: Written = {},
) {
  return {
    startedDateTime: startedDateTime ?? '2026-05-01T12:00:00.000Z',
    request: { method, url, headers: [], ...request },
    response: {
      status: 200,
      headers: [{ name: 'Content-Type', value: 'application/json' }],
      content: { text },
      ...response,
    },
  };
}
