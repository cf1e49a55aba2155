import type { JournalEntry } from './journal-entry.ts';

const BUCKETS_SECONDS = [0.001, 0.005, 0.025, 0.1, 0.5, 2.5, 10];

/** Far more than there are operations, routes and statuses that go together; what is beyond them is counted as one. */
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
 * Counts and durations of what was asked of one service. Counting happens on every request, so it is two look-ups and a
 * few additions; the text is made when somebody asks ({@link presentMetrics}).
 */
export class Metrics {
  readonly #service: string;
  readonly #series = new Map<string, Series>();

  constructor(service: string) {
    this.#service = service;
  }

  observe(entry: JournalEntry, durationMs: number): void {
    const { operation, route, status, errorCode, aborted } = entry;
    const outcome = status === null ? (errorCode ?? (aborted ? 'aborted' : 'ok')) : String(status);
    const series = this.#seriesOf(operation ?? 'none', route ?? 'none', outcome);
    const seconds = durationMs / 1000;
    series.count += 1;
    series.seconds += seconds;
    for (let bucket = BUCKETS_SECONDS.length - 1; seconds <= (BUCKETS_SECONDS[bucket] ?? -1); bucket -= 1) {
      series.within[bucket] = (series.within[bucket] ?? 0) + 1;
    }
  }

  #seriesOf(operation: string, route: string, status: string): Series {
    const key = `${operation} ${route} ${status}`;
    const known = this.#series.get(key);
    if (known) return known;
    if (this.#series.size >= MOST_SERIES - 1 && operation !== BEYOND)
      return this.#seriesOf(BEYOND, BEYOND, BEYOND);
    const of = { service: this.#service, operation, route, status };
    const labels = Object.entries(of).map(([name, value]) => `${name}="${escapeLabel(value)}"`);
    const series = {
      labels: labels.join(','),
      count: 0,
      seconds: 0,
      within: BUCKETS_SECONDS.map(() => 0),
    };
    this.#series.set(key, series);
    return series;
  }

  get series(): readonly Series[] {
    return [...this.#series.values()];
  }
}

/**
 * The text format of Prometheus, version 0.0.4 (https://prometheus.io/docs/instrumenting/exposition_formats/). The
 * status of what has none, as statements, is the code of its error, or `ok`.
 */
export function presentMetrics(services: readonly Metrics[]): string {
  const series = services.flatMap((metrics) => metrics.series);
  return [
    '# HELP playground_requests_total Requests, statements and tunnels that have ended.',
    '# TYPE playground_requests_total counter',
    ...series.map(({ labels, count }) => `playground_requests_total{${labels}} ${count}`),
    '# HELP playground_request_duration_seconds Time from the request to the end of its answer.',
    '# TYPE playground_request_duration_seconds histogram',
    ...series.flatMap(histogramLines),
    '# HELP process_resident_memory_bytes Resident memory of the process.',
    '# TYPE process_resident_memory_bytes gauge',
    `process_resident_memory_bytes ${process.memoryUsage.rss()}`,
    '',
  ].join('\n');
}

function histogramLines({ labels, count, seconds, within }: Series): string[] {
  const name = 'playground_request_duration_seconds';
  return [
    ...BUCKETS_SECONDS.map((bound, bucket) => `${name}_bucket{${labels},le="${bound}"} ${within[bucket]}`),
    `${name}_bucket{${labels},le="+Inf"} ${count}`,
    `${name}_sum{${labels}} ${seconds}`,
    `${name}_count{${labels}} ${count}`,
  ];
}

function escapeLabel(value: string): string {
  return value.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n');
}
