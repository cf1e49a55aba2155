const BUCKETS_SECONDS = [0.001, 0.005, 0.025, 0.1, 0.5, 2.5, 10];

/** Far more than there are methods, routes and statuses that go together; what is beyond them is counted as one. */
const MOST_SERIES = 1_000;
const BEYOND = 'other';

interface Series {
  readonly labels: string;
  count: number;
  seconds: number;
  /** How many took at most as long as the bucket of the same position. */
  readonly within: number[];
}

/**
 * Counts and durations of the requests, in the text format of Prometheus
 * (https://prometheus.io/docs/instrumenting/exposition_formats/). Counting happens on every request, so it is
 * two look-ups and a few additions; the text is made when somebody asks.
 */
export class Metrics {
  readonly #series = new Map<string, Series>();

  observe(method: string, route: string, status: number, durationMs: number): void {
    const series = this.#seriesOf(method, route, String(status));
    const seconds = durationMs / 1000;
    series.count += 1;
    series.seconds += seconds;
    for (let bucket = BUCKETS_SECONDS.length - 1; seconds <= (BUCKETS_SECONDS[bucket] ?? -1); bucket -= 1) {
      series.within[bucket] = (series.within[bucket] ?? 0) + 1;
    }
  }

  #seriesOf(method: string, route: string, status: string): Series {
    const key = `${method} ${route} ${status}`;
    const known = this.#series.get(key);
    if (known) return known;
    if (this.#series.size >= MOST_SERIES - 1 && method !== BEYOND)
      return this.#seriesOf(BEYOND, BEYOND, BEYOND);
    const labels = `method="${method}",route="${route}",status="${status}"`;
    const series = { labels, count: 0, seconds: 0, within: BUCKETS_SECONDS.map(() => 0) };
    this.#series.set(key, series);
    return series;
  }

  /** How many series there are. */
  get size(): number {
    return this.#series.size;
  }

  text(): string {
    const series = [...this.#series.values()];
    return [
      '# HELP playground_http_requests_total Requests answered.',
      '# TYPE playground_http_requests_total counter',
      ...series.map(({ labels, count }) => `playground_http_requests_total{${labels}} ${count}`),
      '# HELP playground_http_request_duration_seconds Time from the request to the end of its answer.',
      '# TYPE playground_http_request_duration_seconds histogram',
      ...series.flatMap(histogramLines),
      '# HELP process_resident_memory_bytes Resident memory of the process.',
      '# TYPE process_resident_memory_bytes gauge',
      `process_resident_memory_bytes ${process.memoryUsage.rss()}`,
      '',
    ].join('\n');
  }

  clear(): void {
    this.#series.clear();
  }
}

function histogramLines({ labels, count, seconds, within }: Series): string[] {
  const name = 'playground_http_request_duration_seconds';
  return [
    ...BUCKETS_SECONDS.map((bound, bucket) => `${name}_bucket{${labels},le="${bound}"} ${within[bucket]}`),
    `${name}_bucket{${labels},le="+Inf"} ${count}`,
    `${name}_sum{${labels}} ${seconds}`,
    `${name}_count{${labels}} ${count}`,
  ];
}
