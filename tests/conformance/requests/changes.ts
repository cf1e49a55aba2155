import { ask, type ConformanceCase, request } from '../conformance-case.ts';

/** Asks one thing first, and compares the answer to another. */
function after(first: string, then: string, headers: Readonly<Record<string, string>> = {}): ConformanceCase {
  const compared = request(then, { headers, note: `after ${first}` });
  return {
    name: compared.name,
    async observe(facts) {
      await ask(first, facts);
      return compared.observe(facts);
    },
  };
}

/** Whether ten requests in a row all show the same rows. */
function tenTimes(line: string): ConformanceCase {
  return {
    name: `${line} (ten times)`,
    async observe(facts) {
      const seen = new Set<string>();
      for (let count = 0; count < 10; count += 1)
        seen.add(JSON.stringify(JSON.parse((await ask(line, facts)).text)));
      return { status: 'asked', media_type: 'all', rows: seen.size === 1 ? 'the same' : 'changed' };
    },
  };
}

const DESCENDING = 'GET /pagination/offset?order_type=desc';

/** Asked before anything else has changed these rows. */
export const cursorChanges: readonly ConformanceCase[] = [
  tenTimes('GET /cursors/companies'),
  tenTimes('GET /cursors/2/departments'),
];

/** What one request does to the next. */
export const changes: readonly ConformanceCase[] = [
  tenTimes('GET /pagination/offset?limit=50'),
  after(DESCENDING, 'GET /pagination/offset?limit=50'),
  after(DESCENDING, 'GET /pagination/keyset'),
  after(DESCENDING, 'GET /incremental/step?start_id=1&end_id=10'),
  after(DESCENDING, 'GET /export/csv'),
  after(DESCENDING, 'GET /auth/api_key', { Authorization: 'apiKey {apiKey}' }),
];
