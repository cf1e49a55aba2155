import { describe, expect, it } from '@jest/globals';
import { startApi } from '../../support/start-api.ts';

const SAMPLE = /^([a-z_]+)(?:\{((?:[a-z]+="[^"\\\n]*",?)*)\})? (\S+)$/;

/** The samples of a text in the format of Prometheus, by name and labels. */
function parseMetrics(text: string): Map<string, number> {
  expect(text.endsWith('\n')).toBe(true);
  const samples = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  return new Map(
    samples.map((line) => {
      const [, name, labels = '', value] = SAMPLE.exec(line) ?? [];
      return [`${name} ${labels}`, Number(value)];
    }),
  );
}

describe('/_playground/metrics', () => {
  it('counts requests by operation, route and status, and how long they took', async () => {
    await using api = await startApi();
    const read = async (): Promise<Map<string, number>> => {
      const { text, headers } = await api.get('/_playground/metrics');
      expect(headers.get('content-type')).toBe('text/plain; version=0.0.4; charset=utf-8');
      return parseMetrics(text);
    };
    for (let request = 0; request < 3; request += 1) await api.get('/cursors/companies');
    await api.get('/cursors/companies', { method: 'HEAD' });
    await api.get('/cursors/companies?page=1');
    await api.get('/nowhere');

    const metrics = await read();
    const labels = (method: string, route: string, status: number): string =>
      `service="api",operation="${method}",route="${route}",status="${status}"`;
    const expected: Array<[string, number]> = [
      [labels('GET', 'cursors_companies', 200), 3],
      [labels('HEAD', 'cursors_companies', 200), 1],
      [labels('GET', 'cursors_companies', 400), 1],
      [labels('GET', 'none', 404), 1],
    ];
    for (const [of, count] of expected) {
      expect(metrics.get(`playground_requests_total ${of}`)).toBe(count);
      const duration = 'playground_request_duration_seconds';
      expect(metrics.get(`${duration}_count ${of}`)).toBe(count);
      expect(metrics.get(`${duration}_bucket ${of},le="+Inf"`)).toBe(count);
      expect(metrics.get(`${duration}_sum ${of}`)).toBeGreaterThan(0);
    }
    const buckets = [...metrics].filter(([name]) => name.includes(`_bucket ${expected[0]?.[0]}`));
    const counts = buckets.map(([, count]) => count);
    expect(counts).toEqual(counts.toSorted((one, other) => one - other));
    expect(metrics.get('process_resident_memory_bytes ')).toBeGreaterThan(1e6);

    await api.get('/_playground/reset', { method: 'POST' });
    expect([...(await read()).keys()]).toEqual(['process_resident_memory_bytes ']);
  });
});
